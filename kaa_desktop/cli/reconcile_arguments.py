"""What the command that sets the sources against the register takes."""

from __future__ import annotations

import argparse
from pathlib import Path

from kaa_desktop.cli.parser import SpeakingParser
from kaa_desktop.i18n import Translator


def add_reconcile(commands: argparse._SubParsersAction[SpeakingParser], t: Translator) -> SpeakingParser:
    """Let the parser know the command."""
    _ = t.gettext
    reconcile = commands.add_parser("reconcile", translator=t, help=_("set the sources against the register"))
    reconcile.add_argument("--as-of", required=True, metavar="DATE", help=_("the day, e.g. 2026-09-30"))
    reconcile.add_argument(
        "--apply",
        action="store_true",
        help=_("register the new, close the gone, and erase the sources' rows"),
    )
    reconcile.add_argument(
        "--list",
        type=Path,
        metavar="FILE",
        help=_("write the differences to this .xlsx file, under a password"),
    )
    reconcile.add_argument(
        "--unencrypted",
        action="store_true",
        help=_("the list without a password, also as .csv: anybody can read the file"),
    )
    return reconcile
