"""The demonstration's report types: eight that a resident of Winnipeg would recognise, in both languages."""
