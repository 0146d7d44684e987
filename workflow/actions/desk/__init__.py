"""What is asked of a person, and what this person waits for."""
