"""Who is who: names, within one article, across accounts."""
