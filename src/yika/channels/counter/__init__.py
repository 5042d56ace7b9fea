"""The desk of an outlet: staff serve people, by keyboard, with everything masked."""
