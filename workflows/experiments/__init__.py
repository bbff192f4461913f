"""Experiments with letters: drawing a text for a report, and what came of each."""
