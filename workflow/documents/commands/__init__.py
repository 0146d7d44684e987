"""What is typed after `python -m workflow.documents`: one file a command."""
