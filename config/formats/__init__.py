"""How dates and times are written in Canada, in English and in French; the rest is as Django has it."""
