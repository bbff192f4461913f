"""Campaigns: short links and printed codes, counted without cookies; their screens, papers and cards."""
