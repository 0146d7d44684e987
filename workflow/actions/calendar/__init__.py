"""Working days of an office, and deadlines in the calendars of its people."""
