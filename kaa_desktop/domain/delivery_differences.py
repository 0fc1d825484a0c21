"""What a delivery says otherwise than the former one of the same half-year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryDifference:
    """Counts for a sentence such as "12 new people, 3 changed reason".

    Attributes:
        added, removed: records that only one of the two has.
        changed: records with another value, by field or repeating block.
    """

    added: int = 0
    removed: int = 0
    changed: Mapping[str, int]

    @property
    def any(self) -> bool:
        """Whether there is one at all."""
        return bool(self.added or self.removed or self.changed)


Record = Mapping[str, Sequence[str]]
"""The values of a record by field; a repeating field has several."""


def differences(former: Mapping[str, Record], current: Mapping[str, Record]) -> DeliveryDifference:
    """Compare two deliveries; records are told by identity number and day of registration."""
    changed: dict[str, int] = {}
    for key in former.keys() & current.keys():
        names = sorted(former[key].keys() | current[key].keys())
        for name in names:
            if list(former[key].get(name, ())) != list(current[key].get(name, ())):
                changed[name] = changed.get(name, 0) + 1
    return DeliveryDifference(
        added=len(current.keys() - former.keys()),
        removed=len(former.keys() - current.keys()),
        changed=dict(sorted(changed.items())),
    )
