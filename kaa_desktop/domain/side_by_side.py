"""Progress of works that run side by side, told as that of one."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.errors import CancelledError


class SideBySide:
    """Where one is told to stop, all stop at their next step.

    Args:
        whole: told of all of them, by one at a time.
        works: how many they are.
    """

    def __init__(self, whole: Progress, works: int) -> None:
        self._whole = whole
        self._done = [0] * works
        self._stopped = False
        self._telling = threading.Lock()

    def parts(self) -> list[Progress]:
        """The progress of each work."""
        return [_Part(self, place) for place in range(len(self._done))]

    def stop(self) -> None:
        """What one of them has come to makes the others needless."""
        with self._telling:
            self._stopped = True

    def step(self, place: int, done: int, total: int) -> None:
        """Report progress of one of them.

        Raises:
            CancelledError: when the user has cancelled.
        """
        with self._telling:
            if self._stopped:
                raise CancelledError
            told = 100 * min(done, total) // max(1, total)
            self._done[place] = max(told, self._done[place])
            try:
                self._whole.step(sum(self._done), 100 * len(self._done))
            except CancelledError:
                self._stopped = True
                raise


@dataclass(frozen=True, slots=True)
class _Part:
    whole: SideBySide
    place: int

    def step(self, done: int, total: int) -> None:
        self.whole.step(self.place, done, total)
