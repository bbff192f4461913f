"""Registers that staff configure or watch, in Wagtail's admin. Default deny: see `base.py`."""
