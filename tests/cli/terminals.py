"""Runs the command line: in a process of its own as users do, or in this one under a clock of the test."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from kaa_desktop.cli.arguments import build_parser
from kaa_desktop.cli.commands import CommandContext
from kaa_desktop.cli.console import Console
from kaa_desktop.cli.parser import in_front
from kaa_desktop.cli.run import run_command
from kaa_desktop.i18n import load_translator
from kaa_desktop.system.assets import translations_folder
from tests.services.workspaces import PASSPHRASE, USER, MovableClock, opener

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command gave back."""

    code: int
    out: str
    errors: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal at which commands on one register are typed; each runs in this process.

    Attributes:
        passphrase: what is answered where it is asked for; None where nobody answers.
    """

    register: Path | None
    clock: MovableClock
    language: str = "en"
    passphrase: str | None = PASSPHRASE

    def run(self, *arguments: str | Path) -> Ran:
        translator = load_translator(self.language, translations_folder())
        first = ["--register", str(self.register)] if self.register else []
        parsed = build_parser(translator, "0").parse_args(in_front([*first, *map(str, arguments)]))
        out, errors = io.StringIO(), io.StringIO()
        context = CommandContext(
            arguments=parsed,
            console=Console(translator, out, errors, self._answer),
            opener=opener(self.clock),
            load_translator=partial(load_translator, folder=translations_folder()),
            default_user=USER,
            municipality_names={"0180": "Stockholm"},
        )
        code = run_command(context)
        return Ran(code, out.getvalue(), errors.getvalue())

    def _answer(self, _question: str) -> str:
        if self.passphrase is None:
            raise EOFError
        return self.passphrase


def environment(folder: Path, language: str = "en_GB.UTF-8", **more: str) -> dict[str, str]:
    """A process' variables: nothing of the tester's own, and folders of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    own = {
        "HOME": str(folder),
        "USER": "tester",
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "LOCALAPPDATA": str(folder / "local"),
        "LANG": language,
        "PYTHONUTF8": "1",
    }
    return kept | own | more


def started(arguments: tuple[str | Path, ...], variables: Mapping[str, str]) -> subprocess.Popen[str]:
    """The real command, running."""
    return subprocess.Popen(
        [sys.executable, "-m", "kaa_desktop", *map(str, arguments)],
        cwd=ROOT,
        env=dict(variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def command(*arguments: str | Path, variables: Mapping[str, str]) -> Ran:
    """The real command in a process of its own, to its end."""
    with started(arguments, variables) as process:
        out, errors = process.communicate(timeout=120)
        return Ran(process.returncode, out, errors)
