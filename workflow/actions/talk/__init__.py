"""Comments, suggestions, and what became of each."""
