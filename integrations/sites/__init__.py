"""Other people's web sites: whether an address still answers, asked politely and never of a machine of our own."""
