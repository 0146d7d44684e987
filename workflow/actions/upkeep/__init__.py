"""A backup of everything, and back."""
