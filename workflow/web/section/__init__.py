"""The pages of a section: its text, its review, what stands beside it, its files."""
