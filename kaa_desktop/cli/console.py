"""What a command writes to and asks from: the terminal, in the user's language."""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from getpass import getpass
from typing import Self, TextIO

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.i18n import Translator
from kaa_desktop.system.terminals import has_keyboard

_PASSPHRASE_VARIABLE = "KAA_PASSPHRASE"  # noqa: S105 - the name of the variable
_PATIENCE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Console:
    """Standard output for results, standard error for everything else.

    Attributes:
        ask: reads a secret without showing it.
    """

    translator: Translator
    out: TextIO = field(default_factory=lambda: _forgiving(sys.stdout))
    errors: TextIO = field(default_factory=lambda: _forgiving(sys.stderr))
    ask: Callable[[str], str] = field(default_factory=lambda: _ask_on_terminal)

    def line(self, text: str = "") -> None:
        """A line of the result."""
        print(text, file=self.out)

    def warn(self, text: str) -> None:
        """A line about the result, or what went wrong."""
        print(text, file=self.errors)

    def json(self, data: object) -> None:
        """A result for programs: UTF-8 where that is what they get, else escaped."""
        readable = (self.out.encoding or "").lower().replace("-", "") == "utf8"
        print(json.dumps(data, ensure_ascii=not readable, indent=1), file=self.out)

    def silence(self) -> None:
        """Nobody reads any more; what is still to be written goes nowhere, and nobody is told."""
        with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device, not a path
            os.dup2(nowhere.fileno(), self.out.fileno())

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Columns as wide as their widest cell."""
        widths = [max(map(len, column)) for column in zip(headers, *rows, strict=True)]
        for row in (headers, *rows):
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.line("  ".join(cells).rstrip())

    def passphrase(self, environment: Mapping[str, str] | None = None, *, twice: bool = False) -> str:
        """From `KAA_PASSPHRASE` or the prompt.

        Raises:
            InvalidInputError: `passphrase.missing`, or `passphrase.differs` where two answers differ.
        """
        variables = os.environ if environment is None else environment
        if given := variables.get(_PASSPHRASE_VARIABLE):
            return given
        _ = self.translator.gettext
        try:
            answer = self.ask(_("Passphrase: "))
            if twice and answer != self.ask(_("Passphrase again: ")):
                raise InvalidInputError("passphrase.differs")
        except EOFError:
            raise InvalidInputError("passphrase.missing") from None
        if not answer:
            raise InvalidInputError("passphrase.missing")
        return answer

    def progress(self) -> TerminalProgress:
        """Shows how far long work has come, where somebody is looking."""
        return TerminalProgress(self)


def _forgiving(stream: TextIO) -> TextIO:
    """A terminal that lacks a letter shows a question mark and does not end the command."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    return stream


def _ask_on_terminal(question: str) -> str:
    """A secret from somebody at the keyboard; a schedule has none and uses the variable."""
    if not has_keyboard(sys.stdin):
        raise EOFError
    return getpass(question)


class TerminalProgress:
    """A percentage on standard error, after half a second and only on a terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._begun = time.monotonic()
        self._shown = -1

    def step(self, done: int, total: int) -> None:
        """Show the share done."""
        percent = 100 * done // max(total, 1)
        patient = time.monotonic() - self._begun < _PATIENCE_SECONDS
        if patient or percent == self._shown or not self._console.errors.isatty():
            return
        self._shown = percent
        self._console.errors.write(f"\r{percent} %")
        self._console.errors.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown >= 0:
            self._console.errors.write("\r     \r")
