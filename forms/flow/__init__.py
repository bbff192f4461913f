"""A picture of a report type: its steps, what opens and closes them, and where the way ends."""
