"""A device in the lobby: it forgets each person when they are done, or gone for a minute."""
