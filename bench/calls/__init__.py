"""`python -m bench --calls`: how fast and how firm calls are, in two browsers, on the site as production has it."""
