"""Which records of several accounts answer one question: `align(story, language) -> Iterator[Group]`."""
