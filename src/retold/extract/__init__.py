"""Records out of a parsed article: each module has `extract(doc, article, language, found) -> Iterator[Record]`."""
