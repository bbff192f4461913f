"""Everything that the site sends or refuses with, in English beside French, for people to read before it goes out."""
