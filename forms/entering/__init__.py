"""Staff who enter a report for somebody that called, wrote or came in, or let them finish it themselves."""
