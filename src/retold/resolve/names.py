"""Are two names one name?"""

from retold.model import MentionType


def same_name(left: str, right: str, type: MentionType = "person") -> float:
    """How far the two names may stand for one person or organization, 0..1; 0.5 and more means yes."""
    return float(left.casefold() == right.casefold())
