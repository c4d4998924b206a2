"""Mail and MHTML -> the library's message, in bounds: it makes an object of every line, field and part that it meets,
and reads some fields again and again.
"""

import email
import email.policy
from email.message import EmailMessage, Message
from typing import Any, cast

# parts of one message, and parts in one another; a saved page with its pictures has some hundred, 3 deep
MOST_PARTS = 2_000
MAX_DEPTH = 20
# lines of one message; 200 MB of pictures have 2.7 million
MOST_LINES = 4_000_000
# characters of a field, and fields of a part; longer addresses and lists of recipients mean nothing here
LONGEST_FIELD = 2_000
MOST_FIELDS = 300


def mail(data: bytes) -> EmailMessage:
    """The message of a mail. Raises ValueError where it has far too many lines or parts, else as the library does."""
    return cast(EmailMessage, _parsed(data, EmailMessage, email.policy.default))


def mhtml(data: bytes) -> Message:
    """The message of a page saved as MHTML. Raises as `mail` does."""
    return _parsed(data, Message, email.policy.compat32)


def _parsed(data: bytes, kind: type[Message], policy: Any) -> Message:
    if data.count(b"\n") + data.count(b"\r") > 2 * MOST_LINES:
        raise ValueError("it has too many lines")
    return email.message_from_bytes(data, _class=_bounded(kind), policy=policy)


def _bounded(kind: type[Message]) -> Any:
    """The library's class of messages with an end to fields, parts and depth; its parser calls these methods."""
    parts = 0

    class Bounded(kind):  # type: ignore[misc, valid-type] # the class is a value here
        depth = 0

        def __init__(self, policy: Any) -> None:
            nonlocal parts
            parts += 1
            if parts > MOST_PARTS:
                raise ValueError("it has too many parts")
            super().__init__(policy)

        def set_raw(self, name: str, value: str) -> None:
            if len(self) < MOST_FIELDS:
                super().set_raw(name, value[:LONGEST_FIELD])

        def attach(self, payload: Any) -> None:
            payload.depth = self.depth + 1
            if payload.depth > MAX_DEPTH:
                raise ValueError("its parts lie too deep in one another")
            super().attach(payload)

    return Bounded
