"""The pages of a report: outline, dates, reminders, assembly, trail, archive."""
