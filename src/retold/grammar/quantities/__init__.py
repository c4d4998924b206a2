"""Numerals, units and bounds: the quantities that a text names, before it is asked what they count."""
