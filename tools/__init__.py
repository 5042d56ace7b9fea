"""What developers run: set-up, throwaway servers, bookkeeping of the repository."""
