"""What every act on a home visit has in common."""
