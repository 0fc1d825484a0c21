from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from kaa_desktop.domain.contact_plan import NextStep, StepReason
from kaa_desktop.domain.episodes import EpisodeState
from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.domain.work_list import WorkGroup, WorkItem, WorkReason, WorkRow
from kaa_desktop.domain.work_prints import WorkPrint
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.i18n import Translator
from kaa_desktop.reports.work_list import build_work_list
from tests.registers import code_lists
from tests.reports.pdf_reading import marked_content, opened, tags, text

_NAMES = ("Åsa Öberg", "Mohammed Ali Abdirahman Hassan Abdullahi Warsame")


def printed(people: int, *, total: int = 0, left_out: int = 0) -> WorkPrint:
    return WorkPrint(
        municipality="Ekköping",
        secrecy_line="Sekretess enligt 23 kap. OSL",
        group=WorkGroup.OVERDUE,
        rows=tuple(row(_NAMES[place % 2]) for place in range(people)),
        total=total or people + left_out,
        left_out=left_out,
        made_on=date(2026, 11, 22),
    )


def row(name: str) -> WorkRow:
    person = PersonListRow(
        id=name,
        name=name,
        number="20080314-1000",
        number_kind="personal",
        birth_date=date(2008, 3, 14),
        city="Ekköping",
        phone="070-174 06 35",
        protection=Protection.NONE,
        state=EpisodeState.NOT_CONTACTED,
        registered_on=date(2026, 11, 1),
        deregistered_on=None,
        case_worker="Lo Wikström",
        last_attempt_on=None,
        last_reached_on=None,
        occupation="",
        occupation_verified_on=None,
    )
    step = NextStep(channel="letter", due_on=date(2026, 11, 1), reason=StepReason.FIRST)
    item = WorkItem(step=step, unassigned=False, attempted=False)
    reasons = (WorkReason.OVERDUE, WorkReason.NEVER_ATTEMPTED)
    return WorkRow(person=person, item=item, reasons=reasons, known=False)


def test_a_row_says_who_what_and_when(english: Translator, tmp_path: Path) -> None:
    read = text(build_work_list(printed(2), code_lists(), english), tmp_path)
    for part in ("Work list: Overdue", "Åsa Öberg", "070-174 06 35", "Letter", "21 days late", "attempted"):
        assert part in read
    assert "20080314" not in read
    assert "Sekretess enligt 23 kap. OSL" in read


def test_no_word_is_broken(swedish: Translator, tmp_path: Path) -> None:
    """The longest step and the longest reasons stand in whole words."""
    long = printed(1)
    (one,) = long.rows
    step = replace(one.item.step, channel="guardian")
    reasons = (WorkReason.OVERDUE, WorkReason.GOING_STALE, WorkReason.NO_REASON)
    rows = (replace(one, item=replace(one.item, step=step), reasons=reasons),)
    read = text(build_work_list(replace(long, rows=rows), code_lists(), swedish), tmp_path)
    for word in ("Via vårdnadshavare", "Sysselsättningen", "registrering saknas"):
        assert word in " ".join(read.split())


def test_what_is_not_there_is_told(english: Translator, tmp_path: Path) -> None:
    read = text(build_work_list(printed(3, total=900, left_out=1), code_lists(), english), tmp_path)
    assert "1 person with protected personal data is left out." in read
    assert "The first 4 of 900 people." in read
    empty = text(build_work_list(printed(0, left_out=2), code_lists(), english), tmp_path)
    assert "2 people with protected personal data are left out." in empty


def test_all_content_is_tagged(translator: Translator) -> None:
    pdf = opened(build_work_list(printed(80), code_lists(), translator))
    assert len(pdf.pages) > 1
    for page in pdf.pages:
        assert marked_content(page)[1] == 0
    found = tags(pdf)
    assert found.count("Table") == found.count("H1") == 1
    assert found.count("TR") == 81
