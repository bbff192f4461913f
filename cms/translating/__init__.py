"""The map of translations: for each text in English whether its French is missing, behind, or done."""
