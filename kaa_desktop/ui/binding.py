"""Qt's binding, and what it does to Python."""

from __future__ import annotations

import builtins

import PySide6  # noqa: F401 - replaces `import`, which is what this module takes back


def import_plainly() -> None:
    """Give back the import that the binding replaced with one that reads the source of every module.

    It looks there for features of the binding (`__feature__`) that nobody here uses: a tenth of a millisecond
    for each of our modules, and their sources kept in memory.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
