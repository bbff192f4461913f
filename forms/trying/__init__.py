"""Trying a form before citizens see it: any step of the draft, with answers, in both languages, on a phone's width."""
