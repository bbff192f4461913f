"""Links out of the site: found wherever residents read them, asked for politely, listed where they are dead."""
