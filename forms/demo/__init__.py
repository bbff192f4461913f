"""The demonstration's report types: nine that a resident of Winnipeg would recognise, in both languages."""
