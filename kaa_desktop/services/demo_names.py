"""What the demo register is made of: official test numbers and made-up names, read from `resources/demo/`."""

from __future__ import annotations

import json
from dataclasses import dataclass

from kaa_desktop.system.assets import resource


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Names that often go together, and how common the group is."""

    share: float
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoNames:
    """Names of people, streets and places, and neutral notes.

    Attributes:
        towns: name and the first three digits of its postal code; neither exists.
    """

    groups: tuple[NameGroup, ...]
    streets: tuple[str, ...]
    towns: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoSource:
    """All that `make_demo_history` needs from files."""

    test_numbers: tuple[str, ...]
    names: DemoNames


def load_demo_source() -> DemoSource:
    """Read the shipped demo material."""
    numbers = resource("demo", "test_numbers.txt").read_text("utf-8")
    names = resource("demo", "names.json").read_text("utf-8")
    return DemoSource(_test_numbers(numbers), _names(names))


def _test_numbers(text: str) -> tuple[str, ...]:
    months = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return tuple(month + rest for month, *numbers in months for rest in numbers)


def _names(text: str) -> DemoNames:
    data = json.loads(text)
    return DemoNames(
        groups=tuple(
            NameGroup(
                share=float(group["share"]),
                women=tuple(group["women"].split()),
                men=tuple(group["men"].split()),
                surnames=tuple(group["surnames"].split()),
            )
            for group in data["groups"]
        ),
        streets=tuple(data["streets"].split()),
        towns=tuple(data["towns"].items()),
        notes=tuple(data["notes"]),
    )
