"""Appearance: the only place that decides a colour or a pattern."""
