"""Retiring a question: what uses it, and the draft in which it is no longer asked."""
