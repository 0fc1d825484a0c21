"""Errors as types with a code and data; sentences in the user's language are made in `i18n`."""

from __future__ import annotations


class KaaError(Exception):
    """Trouble that has an explanation for the user.

    Attributes:
        code: stable name of what is wrong, e.g. `personal_number.check_digit`.
        data: values that the sentence needs; never a whole record.
    """

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


class InvalidInputError(KaaError):
    """What was typed or read cannot be used; nothing was changed."""


class NotAllowedError(KaaError):
    """The user lacks the right, or a rule of the register forbids it; nothing was changed."""


class RegisterError(KaaError):
    """The register cannot be opened or used: wrong passphrase, locked, damaged, newer, missing, read-only."""


class CancelledError(KaaError):
    """The user cancelled long work; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("cancelled")
