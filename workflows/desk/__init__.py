"""The review desk: the queue of one's units, one report on one screen, and the decision."""
