"""What the command line accepts; stable, since schedules of municipalities depend on it."""

from __future__ import annotations

import argparse
from pathlib import Path

from kaa_desktop.cli.import_arguments import add_import_options
from kaa_desktop.cli.parser import SpeakingParser
from kaa_desktop.cli.reconcile_arguments import add_reconcile
from kaa_desktop.domain.work_list import WorkGroup
from kaa_desktop.i18n import LANGUAGES, Translator

IMPORT_KINDS = ("population", "enrolment", "exams", "sources", "notices", "register")
REPORT_KINDS = ("half-year", "quarter", "home-visits", "delivery-protocol")
TEMPLATE_KINDS = ("register",)
EXPORT_KINDS = ("register",)
DEMO_PEOPLE = 300


def build_parser(translator: Translator, version: str) -> argparse.ArgumentParser:
    """The parser with every command."""
    _ = translator.gettext
    parser = SpeakingParser(
        translator=translator,
        prog="kaa-desktop",
        description=_(
            "The register of the municipal activity responsibility. Without a command the app opens."
        ),
        epilog=_(
            "Exit codes: 0 done; 1 done, and found something to act on; 2 bad use or bad input, nothing "
            "changed; 3 the register cannot be opened."
        ),
    )
    parser.add_argument(
        "--version", action="version", version=f"KAA Desktop {version}", help=_("show the version")
    )
    parser.add_argument("--register", type=Path, metavar="PATH", help=_("the register file"))
    parser.add_argument(
        "--user", metavar="NAME", help=_("who unlocks it; may be left out if there is one user")
    )
    parser.add_argument(
        "--protected",
        metavar="REASON",
        default="",
        help=_("show people with protected personal data, for this reason; needs the right, and is logged"),
    )
    parser.add_argument("--demo", action="store_true", help=_("open the app on a throw-away demo register"))
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"))
    _register_commands(commands, translator)
    _workbook_commands(commands, translator)
    _delivery_commands(commands, translator)
    _reading_commands(commands, translator)
    _upkeep_commands(commands, translator)
    return parser


def _register_commands(commands: argparse._SubParsersAction[SpeakingParser], t: Translator) -> None:
    _ = t.gettext
    new = commands.add_parser(
        "new-register", translator=t, help=_("make an empty register, or one with made-up people")
    )
    new.add_argument("--municipality", required=True, metavar="CODE", help=_("four digits, e.g. 0180"))
    new.add_argument(
        "--demo",
        type=_natural,
        metavar="PEOPLE",
        dest="demo_people",
        help=_("made-up people to fill it with"),
    )
    new.add_argument(
        "--seed", type=_natural, default=1, metavar="N", help=_("the same seed gives the same people")
    )
    _add_json(new, t)
    imports = commands.add_parser("import", translator=t, help=_("import a file"))
    imports.add_argument("kind", choices=IMPORT_KINDS, help=_("what the file holds"))
    _add_files(imports, t)
    imports.add_argument("--dry-run", action="store_true", help=_("only tell what would be imported"))
    add_import_options(imports, t)
    _add_json(imports, t)
    _add_json(add_reconcile(commands, t), t)


def _add_files(imports: SpeakingParser, t: Translator) -> None:
    imports.add_argument("file", type=Path, metavar="FILE", help=".csv, .xlsx, .ods")
    more = t.gettext("with “sources”: population, enrolment and exam files, all imported or none")
    imports.add_argument("more", type=Path, metavar="FILE", nargs="*", help=more)


def _workbook_commands(commands: argparse._SubParsersAction[SpeakingParser], t: Translator) -> None:
    _ = t.gettext
    template = commands.add_parser(
        "template", translator=t, help=_("write an empty workbook to fill in and import")
    )
    template.add_argument("kind", choices=TEMPLATE_KINDS)
    template.add_argument("--out", type=Path, required=True, metavar="FILE")
    export = commands.add_parser(
        "export", translator=t, help=_("write the whole register as a workbook that can be imported again")
    )
    export.add_argument("kind", choices=EXPORT_KINDS)
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help=".xlsx")
    export.add_argument(
        "--unencrypted", action="store_true", help=_("without a password: anybody can read the workbook")
    )
    _add_json(export, t)


def _delivery_commands(commands: argparse._SubParsersAction[SpeakingParser], t: Translator) -> None:
    _ = t.gettext
    delivery = commands.add_parser(
        "delivery", translator=t, help=_("make the statutory file of a half-year; its protected people too")
    )
    _add_period(delivery, t)
    delivery.add_argument("--out", type=Path, required=True, metavar="FILE", help=".csv, .xlsx")
    delivery.add_argument(
        "--force", metavar="REASON", default="", help=_("make it in spite of errors, for this reason")
    )
    delivery.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help=_("take columns and codes from the authority's workbook first, and keep them"),
    )
    delivery.add_argument(
        "--unencrypted", action="store_true", help=_("without a password: anybody can read the file")
    )
    _add_json(delivery, t)
    check = commands.add_parser(
        "check", translator=t, help=_("what would be refused in the statutory file of a half-year")
    )
    _add_period(check, t)
    _add_json(check, t)


def _reading_commands(commands: argparse._SubParsersAction[SpeakingParser], t: Translator) -> None:
    _ = t.gettext
    search = commands.add_parser(
        "search", translator=t, help=_("find people by name, number, phone or address")
    )
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--limit", type=_natural, default=50, metavar="N", help=_("at most this many"))
    _add_json(search, t)
    _add_today(commands, t)
    figures = commands.add_parser("figures", translator=t, help=_("the figures of a period"))
    _add_period(figures, t)
    _add_figure_choices(figures, t)
    _add_json(figures, t)
    history = commands.add_parser(
        "history", translator=t, help=_("who changed what about a person, and when")
    )
    history.add_argument("person", metavar="PERSON", help=_("identity number or case number"))
    _add_json(history, t)
    report = commands.add_parser("report", translator=t, help=_("make a report as PDF"))
    report.add_argument("kind", choices=REPORT_KINDS)
    _add_period(report, t, required=False)
    report.add_argument("--out", type=Path, required=True, metavar="FILE")
    report.add_argument("--language", choices=LANGUAGES, default="sv", help=_("language of the report"))
    _add_version(report, t)
    report.add_argument(
        "--list", action="store_true", help=_("home visits as a list, not one page for each visit")
    )
    report.add_argument(
        "--unencrypted",
        action="store_true",
        help=_("personal data without a password: anybody can read the file"),
    )


def _add_figure_choices(figures: argparse.ArgumentParser, t: Translator) -> None:
    _ = t.gettext
    figures.add_argument(
        "--people", metavar="FIGURE", default="", help=_("the people behind a figure, e.g. reached")
    )
    figures.add_argument(
        "--part", metavar="LABEL", default="", help=_("of the figure one part, e.g. Flyttat or Telefon")
    )
    figures.add_argument("--sex", choices=("woman", "man"), help=_("of the figure one sex"))
    figures.add_argument("--age", type=_natural, metavar="N", help=_("of the figure one age"))
    figures.add_argument(
        "--out", type=Path, metavar="FILE", help=_("as a table: .xlsx or .csv, also with --people")
    )
    figures.add_argument(
        "--unencrypted",
        action="store_true",
        help=_("people without a password: anybody can read the file"),
    )
    _add_known_on(figures, t)
    figures.add_argument(
        "--explain",
        action="store_true",
        help=_("person by person, what has changed since the day of --as-known-on"),
    )


def _add_version(report: argparse.ArgumentParser, t: Translator) -> None:
    report.add_argument(
        "--published",
        action="store_true",
        help=t.gettext("half-year: for anybody to read, without numbers below 5"),
    )
    report.add_argument(
        "--charts",
        type=Path,
        metavar="DIR",
        help=t.gettext("half-year and quarter: each chart as .svg and .png into a folder too"),
    )
    report.add_argument(
        "--due",
        action="store_true",
        help=t.gettext(
            "quarter: the one that ended last, into the folder of --out, unless it is there; for schedules"
        ),
    )
    report.add_argument(
        "--list-out",
        type=Path,
        metavar="FILE",
        help=t.gettext("quarter: the people behind it as a workbook of their own, under a password"),
    )
    _add_known_on(report, t)


def _add_known_on(parser: argparse.ArgumentParser, t: Translator) -> None:
    parser.add_argument(
        "--as-known-on",
        metavar="DATE",
        default="",
        help=t.gettext("as the register stood at the end of that day"),
    )


def _upkeep_commands(commands: argparse._SubParsersAction[SpeakingParser], t: Translator) -> None:
    _ = t.gettext
    backup = commands.add_parser("backup", translator=t, help=_("write a verified backup to a folder"))
    backup.add_argument("folder", type=Path, metavar="DIR")
    _add_json(backup, t)
    restore = commands.add_parser(
        "restore", translator=t, help=_("put a backup in the register's place; the former is kept")
    )
    restore.add_argument("file", type=Path, metavar="FILE")
    _add_json(restore, t)
    key = commands.add_parser(
        "new-recovery-key", translator=t, help=_("print a new recovery key once; the former works no longer")
    )
    _add_json(key, t)
    verify = commands.add_parser("verify", translator=t, help=_("check file, references and change log"))
    _add_json(verify, t)


def _add_period(parser: argparse.ArgumentParser, t: Translator, *, required: bool = True) -> None:
    parser.add_argument(
        "--period",
        required=required,
        default="",
        metavar="P",
        help=t.gettext("2026, 2026H1, 2026Q3, 2026-09, 2025/26 or 2026-03-01..2026-04-15"),
    )


def _add_json(parser: argparse.ArgumentParser, t: Translator) -> None:
    parser.add_argument("--json", action="store_true", help=t.gettext("print the result for programs"))


def _add_today(commands: argparse._SubParsersAction[SpeakingParser], t: Translator) -> None:
    _ = t.gettext
    today = commands.add_parser("today", translator=t, help=_("whom to reach: the work list"))
    whose = today.add_mutually_exclusive_group()
    whose.add_argument("--worker", metavar="NAME", default="", help=_("the people of this case worker"))
    whose.add_argument("--all", action="store_true", help=_("everybody's people"))
    groups = [group.value for group in WorkGroup]
    today.add_argument(
        "--group", choices=groups, default=WorkGroup.DUE.value, help=_("which part of the list")
    )
    today.add_argument("--limit", type=_natural, default=50, metavar="N", help=_("at most this many"))
    _add_json(today, t)


def _natural(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value
