"""What people are told: notices, choices, the reminder sheet, calendars."""
