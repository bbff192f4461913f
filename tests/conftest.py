"""Who and what the tests share."""
