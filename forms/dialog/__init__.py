"""Before a report type is published: one page with what changes, who is affected, and what would newly fail."""
