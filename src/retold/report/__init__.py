"""Renderings of a Comparison: HTML, terminal, JSON."""
