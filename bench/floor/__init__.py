"""The floor: bare Django answering the same requests with a table each and nothing else.

It has no versions, history, numbers, permissions or follow-ups: what ours costs above it is what these cost.
"""
