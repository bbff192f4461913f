"""Text messages: one short message to one phone, through a folder or a provider."""
