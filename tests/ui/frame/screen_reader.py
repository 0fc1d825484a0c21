"""A screen reader of a few lines: finds the program on the accessibility bus, and logs a contact with it.

Run by the system's Python, which has the bindings: python3 screen_reader.py NOTE. Prints what it has read.
"""

from __future__ import annotations

import importlib
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

PROGRAM = "kaa-desktop"
PATIENCE_SECONDS = 30
_LOOK_AGAIN_SECONDS = 0.2
_DEEPEST = 40
_CELLS_READ = 24

importlib.import_module("gi").require_version("Atspi", "2.0")
atspi: Any = importlib.import_module("gi.repository.Atspi")
again = threading.Event()


def wait_for(what: str, find: Callable[[], Any]) -> Any:
    """Look until it is there; another process shows it when it has come so far."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            found = find()
        except Exception:  # noqa: BLE001 - whatever goes away while it is read raises an error of its own
            found = None
        if found:
            return found
        again.wait(_LOOK_AGAIN_SECONDS)
    sys.exit(f"not found: {what}; there is: {sorted(set(filter(None, map(name_of, everything()))))}")


def program() -> Any:
    """The program among all that are on the bus."""
    desktop = atspi.get_desktop(0)
    running = (desktop.get_child_at_index(place) for place in range(desktop.get_child_count()))
    return next((one for one in running if one is not None and one.get_name() == PROGRAM), None)


def everything() -> Iterator[Any]:
    """All that shows, as it is now."""
    root = program()
    if root is not None:
        yield from below(root, 0)


def below(node: Any, depth: int) -> Iterator[Any]:
    """The node and what is in it; of a table only the first cells."""
    node.clear_cache()
    yield node
    if depth > _DEEPEST:
        return
    most = _CELLS_READ if node.get_role() == atspi.Role.TABLE else node.get_child_count()
    for place in range(min(most, node.get_child_count())):
        child = node.get_child_at_index(place)
        if child is not None and showing(child):
            yield from below(child, depth + 1)


def showing(node: Any) -> bool:
    """Whether it can be seen; cells have no such state."""
    in_table = node.get_role() in {atspi.Role.TABLE_CELL, atspi.Role.TABLE_COLUMN_HEADER}
    return in_table or bool(node.get_state_set().contains(atspi.StateType.SHOWING))


def name_of(node: Any) -> str:
    """What is read aloud."""
    try:
        return str(node.get_name())
    except Exception:  # noqa: BLE001 - as above
        return ""


def named(name: str, *roles: Any) -> Any:
    """The first thing of that name and one of those roles that can be used."""
    for node in everything():
        usable = node.get_state_set().contains(atspi.StateType.ENABLED)
        if node.get_role() in roles and name_of(node) == name and usable:
            return node
    return None


def press(name: str) -> None:
    """Use a button by its name."""
    roles = (atspi.Role.PUSH_BUTTON, atspi.Role.TOGGLE_BUTTON, atspi.Role.CHECK_BOX, atspi.Role.RADIO_BUTTON)
    button = wait_for(f"button {name}", lambda: named(name, *roles))
    button.do_action(0)
    say(f"pressed {name}")


def say(text: str) -> None:
    """For the test that started this."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def mark_first(table: Any) -> None:
    """Mark the first row, and read its cells."""
    atspi.Table.add_row_selection(table, 0)
    for node in below(table, 0):
        if node.get_role() == atspi.Role.TABLE_CELL:
            say(f"cell {name_of(node)}")


def main(note: str) -> None:
    """From the list of people to a saved contact, by names alone."""
    press("Young people")
    table = wait_for("table", lambda: named("Young people", atspi.Role.TABLE))
    wait_for("rows", lambda: atspi.Table.get_n_rows(table) > 0)
    mark_first(table)
    press("Log contact")
    press("Phone")
    press("No answer")
    field = wait_for("note", lambda: named("Note", atspi.Role.TEXT, atspi.Role.ENTRY))
    atspi.EditableText.set_text_contents(field, note)
    press("Save contact")
    wait_for("message", lambda: any("The contact is saved." in name_of(node) for node in everything()))
    say("read The contact is saved.")


if __name__ == "__main__":
    main(sys.argv[1])
