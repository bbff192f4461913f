"""A draft that its person keeps in an encrypted file: written and opened in the browser, never kept here."""
