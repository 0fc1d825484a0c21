"""Opens a figure into its people, and tells why it is another one today than it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from kaa_desktop.domain.errors import NotAllowedError
from kaa_desktop.domain.figure_people import FigurePart, NumberChange, PersonBehind, PersonDifference
from kaa_desktop.domain.figure_values import Breakdown
from kaa_desktop.domain.figures import DEFINITIONS
from kaa_desktop.domain.periods import Period
from kaa_desktop.services.figures import figure_rules, last_known_day
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.as_known import as_known, first_operation_after
from kaa_desktop.storage.figure_people import people_behind, people_by_row
from kaa_desktop.storage.figures import people_of_part, standing_of_people
from kaa_desktop.storage.histories import log_read, person_history

_Key = tuple[str, Breakdown | None, str]
_Standing = Mapping[str, tuple[PersonBehind, Counter[_Key]]]
_ORDER = {definition.id: position for position, definition in enumerate(DEFINITIONS)}


def people_of_figure(
    workspace: Workspace,
    period: Period,
    part: FigurePart,
    *,
    known_on: date | None = None,
    protected_reason: str = "",
) -> tuple[PersonBehind, ...]:
    """The people behind a number; with a reason the protected ones in clear, each logged with it.

    Raises:
        InvalidInputError: as `FigurePart.checked`; `figure.known_later`.
        NotAllowedError: `person.no_right` where a reason is given without the right.
    """
    keys = workspace.register.keys
    if protected_reason and keys.protected_key is None:
        raise NotAllowedError("person.no_right")
    counted = period.until(last_known_day(workspace, known_on))
    with workspace.register.read() as connection, as_known(connection, known_on):
        counts = people_of_part(connection, counted, figure_rules(workspace, connection), part.checked())
        people = people_behind(connection, counts, clear_with=keys if protected_reason else None)
    if protected_reason:
        for person in people:
            if person.protected:
                log_read(workspace.register, person.id, what="figures", reason=protected_reason)
    return people


def what_has_changed(
    workspace: Workspace, period: Period, known_on: date, *, figure: str = ""
) -> tuple[PersonDifference, ...]:
    """Everybody who counts otherwise today than at the end of that day, and what was done about them since.

    Args:
        workspace: the open register.
        period: whose figures.
        known_on: the day.
        figure: one figure alone; empty for all.

    Raises:
        InvalidInputError: `figure.unknown`, `figure.no_people`, `figure.known_later`.
    """
    if figure:
        FigurePart(figure=figure).checked()
    last = last_known_day(workspace, known_on)
    with workspace.register.read() as connection:
        with as_known(connection, known_on):
            then = _standing(workspace, connection, period.until(last))
        now = _standing(workspace, connection, period.until(workspace.today))
        first = first_operation_after(connection, known_on) or 0
        found = []
        for person_id, (person, _counts) in {**then, **now}.items():  # the names of today come first
            numbers = _changes(_counts_of(then, person_id), _counts_of(now, person_id), figure)
            if numbers:
                entries = (e for e in person_history(connection, person_id) if e.number >= first)
                found.append(PersonDifference(person, numbers, tuple(entries)))
    return tuple(sorted(found, key=lambda one: one.person.sorting))


def _standing(workspace: Workspace, connection: Connection, counted: Period) -> _Standing:
    standing = standing_of_people(connection, counted, figure_rules(workspace, connection)).standing
    people = people_by_row(connection, dict.fromkeys(standing, 1))
    return {person.id: (person, standing[row]) for row, person in people.items()}


def _counts_of(standing: _Standing, person_id: str) -> Counter[_Key]:
    return standing[person_id][1] if person_id in standing else Counter()


def _changes(then: Counter[_Key], now: Counter[_Key], figure: str) -> tuple[NumberChange, ...]:
    differing = [key for key in {**then, **now} if then[key] != now[key] and figure in {"", key[0]}]
    differing.sort(key=lambda key: (_ORDER[key[0]], key[1] or "", key[2]))
    return tuple(NumberChange(*key, then[key], now[key]) for key in differing)
