"""The demonstration: a site with people, pages, report types and reports in every state."""
