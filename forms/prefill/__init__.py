"""Answers that a link or a QR code brings: only to questions whose editor allowed it, and only good ones."""
