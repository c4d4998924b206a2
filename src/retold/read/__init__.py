"""Readers: files, folders, JSON lines -> Iterator[Page | Problem]."""
