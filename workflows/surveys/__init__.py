"""Surveys: who is asked when, the message, the answers, the results. The pages are in `forms/surveys/`."""
