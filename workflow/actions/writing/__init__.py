"""Texts on their way: drafts, working copies, the pen, pictures, and who wrote what."""
