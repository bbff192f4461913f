"""Report types from site to site: a file of JSON, a copy under another key."""
