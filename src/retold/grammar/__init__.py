"""The grammar of a parsed article: clauses, predicates, and the quantities in its text. Values in, values out."""
