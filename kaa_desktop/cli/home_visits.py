"""The pack for home visits from a terminal."""

from __future__ import annotations

from kaa_desktop.cli.commands import DONE, CommandContext
from kaa_desktop.cli.exports import export_password, tell_left_out
from kaa_desktop.domain.home_visits import PackLayout
from kaa_desktop.domain.periods import parse_period
from kaa_desktop.services.home_visit_packs import WrittenPack, pack_of_period, write_visit_pack
from kaa_desktop.services.workspace import Workspace


def home_visits_report(context: CommandContext, workspace: Workspace) -> int:
    """`report home-visits --period 2026-11-23 --out FILE`: every round planned on those days."""
    arguments, console = context.arguments, context.console
    layout = PackLayout.LIST if arguments.list else PackLayout.SHEETS
    pack = pack_of_period(workspace, parse_period(arguments.period), layout)
    password = None if arguments.unencrypted else export_password(console)
    translator = context.load_translator(arguments.language)
    written = write_visit_pack(workspace, pack, arguments.out, translator, password=password)
    console.line(console.translator.gettext("Written: {path}").format(path=arguments.out))
    _tell(context, written)
    return DONE


def _tell(context: CommandContext, written: WrittenPack) -> None:
    console = context.console
    t = console.translator
    console.line(t.ngettext("{n} visit", "{n} visits", written.visits).format(n=t.number(written.visits)))
    tell_left_out(console, written.left_out)
    if not written.encrypted:
        console.warn(t.gettext("The file is not encrypted. Keep it where nobody else can read it."))
