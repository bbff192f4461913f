"""Surveys as pages, and a person's way through one. What came back and what it says is in `workflows/surveys/`."""
