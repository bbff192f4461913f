"""The API of calls: for a report's citizen, for the people of a call, for the desk."""
