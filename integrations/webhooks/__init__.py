"""Signed messages to other systems' addresses, as Standard Webhooks has them (standardwebhooks.com, 1.0)."""
