"""The few errors that are exceptions. Bad input is a `Problem` record, not one of these."""


class RetoldError(Exception):
    """Base: the message names the thing, what is wrong with it and what to do next."""


class UsageError(RetoldError):
    """The command line or a setting asks for something that cannot be."""


class NothingReadError(RetoldError):
    """No input could be read at all."""


class ModelMissingError(RetoldError):
    """The spaCy model named in the configuration is not installed."""
