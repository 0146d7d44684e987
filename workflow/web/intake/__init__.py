"""From a file to a report."""
