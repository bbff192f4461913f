"""The type finder: questions that lead to the right report type, to another body or to 911, and a search for them."""
