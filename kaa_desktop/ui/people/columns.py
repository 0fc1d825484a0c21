"""The columns of the people list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.episodes import EpisodeState
from kaa_desktop.domain.person_list import PersonListRow
from kaa_desktop.domain.personal_number import age_on, turns_20_on
from kaa_desktop.i18n.work_labels import age_label
from kaa_desktop.ui.common.table_model import Column
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.people.words import STATE_TONES, PeopleWords


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A row of the list with what the day makes of it.

    Attributes:
        occupation_known: whether it is fresh enough to count.
    """

    row: PersonListRow
    today: date
    occupation_known: bool


def people_columns(words: PeopleWords) -> tuple[Column[PersonLine], ...]:
    """Who, how old, where the work stands, what they do, and who is responsible."""
    _ = words.translator.gettext
    return (
        Column[PersonLine](
            id="name",
            title=_("Name"),
            text=lambda line: _name(line, words),
            icon=_name_icon,
            width=154,
            least=144,
        ),
        Column[PersonLine](
            id="number",
            title=_("Identity number"),
            text=lambda line: _number(line, words),
            width=164,
            least=162,
        ),
        Column[PersonLine](
            id="age",
            title=_("Age"),
            text=lambda line: _age(line, words),
            number=_years,
            icon=_age_icon,
            width=120,
            least=118,
        ),
        Column[PersonLine](
            id="state",
            title=_("State"),
            text=lambda line: words.state(line.row.state),
            tone=_state_tone,
            width=126,
            least=124,
        ),
        *_work_columns(words),
    )


def _work_columns(words: PeopleWords) -> tuple[Column[PersonLine], ...]:
    _ = words.translator.gettext
    return (
        Column[PersonLine](
            id="occupation",
            title=_("Occupation"),
            text=lambda line: _occupation(line, words),
            width=228,
            least=90,
            stretch=True,
            firm=True,
        ),
        Column[PersonLine](
            id="attempt",
            title=_("Last attempt"),
            text=lambda line: _attempt(line, words),
            day=lambda line: line.row.last_attempt_on,
            width=104,
            least=96,
        ),
        Column[PersonLine](
            id="worker",
            title=_("Case worker"),
            text=lambda line: line.row.case_worker or _("nobody"),
            width=134,
            least=132,
        ),
        Column[PersonLine](id="city", title=_("Town"), text=lambda line: line.row.city, width=96, least=76),
    )


def _name(line: PersonLine, words: PeopleWords) -> str:
    if not line.row.sounds_alike:
        return line.row.name
    return words.translator.gettext("{name}, sounds alike").format(name=line.row.name)


def _name_icon(line: PersonLine) -> str:
    if line.row.protection:
        return "shield"
    return "ear" if line.row.sounds_alike else ""


def _number(line: PersonLine, words: PeopleWords) -> str:
    if line.row.protection and not line.row.number:
        return words.translator.gettext("protected")
    return words.number(line.row.number, line.row.number_kind)


def _age(line: PersonLine, words: PeopleWords) -> str:
    if not line.row.number:
        return "–"
    return age_label(line.row.birth_date, line.today, words.translator)


def _years(line: PersonLine) -> int | None:
    born = line.row.birth_date
    return age_on(born, line.today) if line.row.number and born else None


def _age_icon(line: PersonLine) -> str:
    born = line.row.birth_date
    if born is None or line.row.state is EpisodeState.CLOSED:
        return ""
    return "triangle-alert" if turns_20_on(born) <= line.today else ""


def _state_tone(line: PersonLine) -> Tone:
    return STATE_TONES[line.row.state]


def _occupation(line: PersonLine, words: PeopleWords) -> str:
    row = line.row
    return words.occupation(
        row.occupation, row.occupation_verified_on, line.today, known=line.occupation_known
    )


def _attempt(line: PersonLine, words: PeopleWords) -> str:
    day = line.row.last_attempt_on
    return words.translator.date(day) if day else words.translator.gettext("no attempt")
