"""What a service call touched, so that every view can refresh itself; and progress of long work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Changes:
    """Kinds and ids that an operation touched.

    Attributes:
        kinds: nouns such as `young_person`, `contact_attempt`, `setting`.
        person_ids: people concerned; empty with `everyone` where too many to name.
        operation_id: the operation in the change log, for undo.
    """

    kinds: frozenset[str] = frozenset()
    person_ids: frozenset[str] = frozenset()
    everyone: bool = False
    operation_id: str | None = None

    def concerns(self, person_id: str) -> bool:
        """Whether a view of that person should refresh."""
        return self.everyone or person_id in self.person_ids


def together(parts: Iterable[Changes]) -> Changes:
    """What several operations touched; it is the last of them that undo takes back."""
    touched = tuple(parts)
    return Changes(
        kinds=frozenset().union(*(one.kinds for one in touched)),
        person_ids=frozenset().union(*(one.person_ids for one in touched)),
        everyone=any(one.everyone for one in touched),
        operation_id=touched[-1].operation_id if touched else None,
    )


class Progress(Protocol):
    """Told by long work how far it has come; asked whether to go on."""

    def step(self, done: int, total: int) -> None:
        """Report progress.

        Raises:
            CancelledError: when the user has cancelled; the work then undoes what it did.
        """


class NoProgress:
    """For callers that neither watch nor cancel."""

    def step(self, done: int, total: int) -> None:
        """Do nothing."""


UNWATCHED = NoProgress()
"""Where nobody watches."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of longer work, told as such; from and to which share of the whole, in percent."""

    whole: Progress
    first: int
    last: int

    def step(self, done: int, total: int) -> None:
        """Report progress of the part."""
        parts = max(1, total)
        self.whole.step(self.first * parts + (self.last - self.first) * min(done, parts), 100 * parts)
