"""Records out of a parsed article, a package a kind: `extract(doc, article, language, found) -> Iterator[Record]`."""
