"""Errors as types with a code and data; sentences in the user's language are made in `i18n`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


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


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that cannot be read, and why."""

    path: Path
    trouble: InvalidInputError


class FilesRefusedError(InvalidInputError):
    """Of files that go together some cannot be read, so none was kept.

    Attributes:
        refused: those that cannot be read.
        given: how many there were in all.
    """

    def __init__(self, refused: Sequence[RefusedFile], given: int) -> None:
        super().__init__("files.refused")
        self.refused = tuple(refused)
        self.given = given


class UnreadableSourcesError(InvalidInputError):
    """Rows of sources lie in another format, or are damaged; their files have to be imported again.

    Attributes:
        sources: the kinds of those files.
    """

    def __init__(self, sources: Iterable[str]) -> None:
        self.sources = tuple(sources)
        super().__init__("sources.unreadable", sources=self.sources)


class NotAllowedError(KaaError):
    """The user lacks the right, or a rule of the register forbids it; nothing was changed."""


class RegisterError(KaaError):
    """The register cannot be opened or used: wrong passphrase, locked, damaged, newer, missing, read-only."""


class CancelledError(KaaError):
    """The user cancelled long work; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("cancelled")
