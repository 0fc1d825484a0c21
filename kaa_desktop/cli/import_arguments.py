"""The options of `import`: how the file is to be read, and where its exceptions go."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from kaa_desktop.cli.parser import SpeakingParser
from kaa_desktop.domain.import_mappings import DateOrder
from kaa_desktop.i18n import Translator

_SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t", "pipe": "|"}
_ORDERS = [order.value for order in DateOrder if order]


def add_import_options(parser: SpeakingParser, t: Translator) -> None:
    """Add them to the command."""
    _ = t.gettext
    parser.add_argument(
        "--mapping", metavar="NAME", default="", help=_("read the columns as this saved mapping says")
    )
    parser.add_argument(
        "--map",
        action="append",
        type=_column,
        metavar="FIELD=COLUMN",
        default=[],
        help=_("the column of a field: its header, or its place as #3; empty where the file lacks it"),
    )
    parser.add_argument(
        "--save-mapping", metavar="NAME", default="", help=_("remember how the file was read, for the next")
    )
    parser.add_argument(
        "--encoding", metavar="NAME", default="", help=_("letters of a text file, e.g. utf-8 or cp1252")
    )
    parser.add_argument(
        "--separator",
        type=_separator,
        metavar="SIGN",
        default="",
        help=_("between the cells of a text file: ; , | ^ ~ : # or tab"),
    )
    parser.add_argument(
        "--header-row",
        type=_row,
        metavar="N",
        help=_("the row of the headers; 0 where the file begins with its first record"),
    )
    _add_days(parser, t)
    parser.add_argument(
        "--exceptions",
        type=Path,
        metavar="FILE",
        help=_("write the rows that could not be read to this .xlsx or .csv file"),
    )


def _add_days(parser: SpeakingParser, t: Translator) -> None:
    _ = t.gettext
    parser.add_argument("--dates", choices=_ORDERS, default="", help=_("how days such as 3/4/2026 are meant"))
    parser.add_argument(
        "--listed-on",
        type=date.fromisoformat,
        metavar="DATE",
        help=_("the day on which a list of pupils without first days, such as a class list, was true"),
    )


def _column(text: str) -> tuple[str, str]:
    name, sign, column = text.partition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(text)
    return name.strip(), column.strip()


def _separator(text: str) -> str:
    return _SEPARATORS.get(text.lower(), text)


def _row(text: str) -> int:
    row = int(text)
    if row < 0:
        raise ValueError(text)
    return row
