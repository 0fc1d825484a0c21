"""The pack for home visits: one page for each visit, or a list with room to write."""

from __future__ import annotations

from collections.abc import Iterator

from kaa_desktop.domain.home_visits import PackLayout, RoundView
from kaa_desktop.domain.visit_packs import VisitPack
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.labels import left_out_sentence
from kaa_desktop.i18n.visit_labels import age_text, company_text, round_name
from kaa_desktop.reports.blocks import BulletList, Heading, Paragraph
from kaa_desktop.reports.layout import Block
from kaa_desktop.reports.municipal_document import render_document
from kaa_desktop.reports.styles import META, SENDER
from kaa_desktop.reports.tables import Align, Column, Row, Table
from kaa_desktop.reports.visit_entries import VisitEntry

_NUMBER_WIDTH, _AGE_WIDTH, _NAME_WIDTH = 30.0, 60.0, 170.0


def build_visit_pack(pack: VisitPack, translator: Translator) -> bytes:
    """A tagged PDF; its title and metadata name nobody."""
    _ = translator.gettext
    title = _("Home visits {days}").format(days=_days(pack, translator))
    return render_document(_blocks(pack, title, translator), title, pack, translator)


def _days(pack: VisitPack, translator: Translator) -> str:
    days = sorted({found.round.plan.planned_on for found in pack.rounds})
    if not days:
        return ""
    first, last = translator.date(days[0]), translator.date(days[-1])
    return first if first == last else f"{first}–{last}"


def _blocks(pack: VisitPack, title: str, translator: Translator) -> Iterator[Block]:
    _ = translator.gettext
    yield Paragraph(pack.municipality, SENDER)
    yield Heading(1, title)
    yield Paragraph(_("Made on {day}").format(day=translator.long_date(pack.made_on)), META)
    yield Paragraph(
        _("These pages hold personal data. Keep them with you, and shred them when all is noted."), META
    )
    for found in pack.rounds:
        yield Heading(2, round_name(found.round, translator))
        yield BulletList(tuple(_facts(found, translator)))
        roomy = pack.layout is PackLayout.SHEETS
        if roomy and found.visits:
            yield _overview(found, translator)
        for number, visit in enumerate(found.visits, start=1):
            yield VisitEntry(number, visit, translator, roomy=roomy)


def _facts(found: RoundView, translator: Translator) -> Iterator[str]:
    """What those who go, and those who wait for them, need to know."""
    _, plan = translator.gettext, found.round.plan
    yield _("Day: {day}").format(day=translator.long_date(plan.planned_on))
    yield _("Who goes: {company}").format(company=company_text(found.round, translator))
    if plan.phone:
        yield _("Phone of those who go: {phone}").format(phone=plan.phone)
    if plan.expected_back:
        yield _("Expected back: {time}").format(time=plan.expected_back.strftime("%H:%M"))
    count = len(found.visits)
    yield translator.ngettext("{n} visit", "{n} visits", count).format(n=translator.number(count))
    if found.round.hidden:
        yield left_out_sentence(found.round.hidden, translator)


def _overview(found: RoundView, translator: Translator) -> Block:
    _ = translator.gettext
    columns = (
        Column(_("No."), _NUMBER_WIDTH, Align.LEFT),
        Column(_("Name"), _NAME_WIDTH, Align.LEFT),
        Column(_("Age"), _AGE_WIDTH, Align.LEFT),
        Column(_("Address"), 0, Align.LEFT),
    )
    rows = [
        Row((str(number), visit.name, age_text(visit.age, translator), visit.address.text))
        for number, visit in enumerate(found.visits, start=1)
    ]
    return Table(_("The visits in order"), columns, rows)
