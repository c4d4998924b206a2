"""Who took what from whom: reuse, citing, origins and support."""
