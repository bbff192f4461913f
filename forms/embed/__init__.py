"""The report form for other sites: one script, put together from the parts beside it (build.py)."""
