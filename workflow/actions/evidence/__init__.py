"""Files that prove what a section says."""
