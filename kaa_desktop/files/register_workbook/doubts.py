"""What a register file says against itself or the law; the rows are kept, since history must not be lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kaa_desktop.domain.contacts import check_contact
from kaa_desktop.domain.episodes import Episode, check_deregistration, check_registration
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.measures import Measure, check_measure
from kaa_desktop.domain.register_history import ContactRecord, EpisodeRecord, MeasureRecord


@dataclass(frozen=True, slots=True)
class Doubt:
    """A rule that a row breaks, the column to look at, what stands there, and what the sentence needs."""

    row: int
    column: str
    code: str
    text: str
    data: Mapping[str, object]


_Record = EpisodeRecord | ContactRecord | MeasureRecord


def _doubt(row: int, record: _Record, column: str, error: InvalidInputError) -> Doubt:
    return Doubt(row, column, error.code, str(getattr(record, column) or ""), error.data)


def episode_doubts(
    episodes: Sequence[tuple[int, EpisodeRecord]], *, birth_date: date | None, today: date
) -> Iterator[Doubt]:
    """Check the episodes of one person, each against those before it."""
    earlier: list[Episode] = []
    for row, record in sorted(episodes, key=_order):
        episode = Episode(
            id="",
            person_id="",
            registered_on=record.registered_on,
            deregistered_on=record.deregistered_on,
            deregistration_reason=record.deregistration_reason,
        )
        try:
            check_registration(
                registered_on=record.registered_on, birth_date=birth_date, others=earlier, today=today
            )
        except InvalidInputError as error:
            yield _doubt(row, record, "registered_on", error)
        yield from _closing_doubts(row, record, birth_date, today)
        earlier.append(episode)


def _order(pair: tuple[int, EpisodeRecord]) -> tuple[date, date, int]:
    row, record = pair
    return record.registered_on, record.deregistered_on or date.max, row


def _closing_doubts(row: int, record: EpisodeRecord, birth_date: date | None, today: date) -> Iterator[Doubt]:
    if record.deregistered_on is None:
        if record.deregistration_reason:
            yield _doubt(row, record, "deregistered_on", InvalidInputError("episode.date_missing"))
        return
    try:
        check_deregistration(
            Episode(id="", person_id="", registered_on=record.registered_on),
            deregistered_on=record.deregistered_on,
            reason=record.deregistration_reason,
            birth_date=birth_date,
            today=today,
        )
    except InvalidInputError as error:
        reason_missing = error.code == "episode.reason_missing"
        column = "deregistration_reason" if reason_missing else "deregistered_on"
        yield _doubt(row, record, column, error)


def contact_doubts(row: int, record: ContactRecord, *, today: date) -> Iterator[Doubt]:
    """Check one contact attempt."""
    try:
        check_contact(made_on=record.made_on, note=record.note, today=today)
    except InvalidInputError as error:
        column = "note" if error.code == "contact.note_too_long" else "made_on"
        yield _doubt(row, record, column, error)


_MEASURE_COLUMNS = {
    "measure.begin_before_offer": "started_on",
    "measure.not_begun": "started_on",
    "measure.end_before_start": "ended_on",
    "measure.reason_missing": "end_reason",
    "measure.declined": "response",
}


def measure_doubts(row: int, record: MeasureRecord, *, today: date) -> Iterator[Doubt]:
    """Check one measure."""
    measure = Measure(
        id="",
        person_id="",
        kind=record.kind,
        offered_on=record.offered_on,
        response=record.response,
        started_on=record.started_on,
        ended_on=record.ended_on,
        end_reason=record.end_reason,
    )
    try:
        check_measure(measure, today=today)
    except InvalidInputError as error:
        yield _doubt(row, record, _MEASURE_COLUMNS.get(error.code) or _future(record, today), error)


def _future(record: MeasureRecord, today: date) -> str:
    days = ((name, getattr(record, name)) for name in ("offered_on", "started_on", "ended_on"))
    return next((name for name, day in days if day and day > today), "kind")
