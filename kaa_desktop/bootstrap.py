"""Assembles the product; the only place that knows all the parts, and it decides nothing."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kaa_desktop import __version__
from kaa_desktop.i18n import Translator, load_translator
from kaa_desktop.system.assets import translations_folder

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from kaa_desktop.domain.changes import Progress
    from kaa_desktop.services.registers import RegisterOpener
    from kaa_desktop.services.workspace import Workspace


def main(arguments: Sequence[str]) -> int:
    """Run a command, or open the window where none is given; nothing is parsed where nothing is asked."""
    if not arguments:
        return _open_window()
    from kaa_desktop.cli.arguments import build_parser
    from kaa_desktop.cli.parser import in_front

    load = partial(load_translator, folder=translations_folder())
    translator = load(terminal_language(os.environ))
    parsed = build_parser(translator, __version__).parse_args(in_front(arguments))
    if parsed.command is None:
        return _open_window(parsed.register, parsed.user, demo=parsed.demo)
    return _run_command(parsed, translator)


def terminal_language(environment: Mapping[str, str]) -> str:
    """Swedish, unless the terminal speaks English."""
    chosen = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    return "en" if chosen.lower().startswith("en") else "sv"


def _run_command(parsed: argparse.Namespace, translator: Translator) -> int:
    import getpass

    gc.enable()
    from kaa_desktop.cli.commands import CommandContext
    from kaa_desktop.cli.console import Console
    from kaa_desktop.cli.run import run_command
    from kaa_desktop.system.municipalities import municipality_names

    context = CommandContext(
        arguments=parsed,
        console=Console(translator),
        opener=_opener(),
        load_translator=partial(load_translator, folder=translations_folder()),
        default_user=getpass.getuser(),
        municipality_names=municipality_names(),
    )
    return run_command(context)


def _opener() -> RegisterOpener:
    from kaa_desktop.domain.code_lists import parse_code_lists
    from kaa_desktop.services.registers import RegisterOpener
    from kaa_desktop.storage.keys import PassphraseCost
    from kaa_desktop.system.assets import code_list_documents

    lists = parse_code_lists(code_list_documents())
    return RegisterOpener(lists, _now, PassphraseCost())


def _now() -> datetime:
    from datetime import UTC, datetime

    return datetime.now(UTC)


def _open_window(register: Path | None = None, user: str | None = None, *, demo: bool = False) -> int:
    """The window comes before the database is imported; the opener is made behind it, the collector woken."""
    from kaa_desktop.system.local_settings import LocalSettingsStore
    from kaa_desktop.ui.binding import import_plainly

    import_plainly()
    from kaa_desktop.ui.application import ApplicationArguments, run_application

    return run_application(
        ApplicationArguments(
            register=register,
            user=user,
            passphrase=os.environ.get("KAA_PASSPHRASE"),
            demo=demo,
            version=__version__,
            make_opener=_opener,
            load_translator=partial(load_translator, folder=translations_folder()),
            fill_demo=_fill_demo,
            settings=LocalSettingsStore(),
            clock=time.time,
        )
    )


def _fill_demo(workspace: Workspace, progress: Progress) -> object:
    from kaa_desktop.cli.arguments import DEMO_PEOPLE
    from kaa_desktop.services.demo import fill_with_demo

    return fill_with_demo(workspace, people=DEMO_PEOPLE, seed=1, progress=progress)
