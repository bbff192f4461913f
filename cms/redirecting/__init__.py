"""Addresses that moved: every old one leads on in one step, none in a circle, and what is printed stays good."""
