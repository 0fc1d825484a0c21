"""Gathers the people of a register file, who stand on one row for each of their episodes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from kaa_desktop.domain.episodes import REGISTERED_IN_ERROR
from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.domain.register_history import EpisodeRecord, PersonRecord
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.files.problems import ProblemList

DETAIL_COLUMNS = ("first_name", "last_name", "street", "postal_code", "city", "phone", "email")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """What one row says about its person."""

    row: int
    valid_from: date
    details: tuple[str, ...]
    protection: Protection
    birth_date: date | None
    home_municipality: str


@dataclass(slots=True)
class GatheredPerson:
    """The rows of one person, in the order of the file."""

    number: PersonalNumber
    rows: list[PersonRow] = field(default_factory=list)
    episodes: list[tuple[int, EpisodeRecord]] = field(default_factory=list)

    def add_episode(self, row: int, episode: EpisodeRecord, problems: ProblemList) -> None:
        """Add an episode; a row that repeats one, or adds to it, is not another episode."""
        for place, (first_row, known) in enumerate(self.episodes):
            if known == episode:
                problems.add(row, "registered_on", "row.duplicate", episode.registered_on, fatal=True)
                return
            if _complements(known, episode):
                self.episodes[place] = (first_row, _completed(known, episode))
                problems.add(row, "registered_on", "row.merged", episode.registered_on)
                return
        self.episodes.append((row, episode))

    def record(self, problems: ProblemList) -> PersonRecord:
        """The person; where rows differ, the latest that says something counts."""
        rows = sorted(self.rows, key=lambda row: (row.valid_from, row.row))
        details = [self._latest(rows, position, problems) for position in range(len(DETAIL_COLUMNS))]
        marks = [row.protection for row in rows if row.protection]
        births = [row.birth_date for row in rows if row.birth_date]
        homes = [row.home_municipality for row in rows if row.home_municipality]
        for row in rows:
            if row.protection and row.protection != marks[-1]:
                problems.add(row.row, "protection", "row.details_differ", row.protection)
        return PersonRecord(
            details=PersonDetails(number=self.number, **dict(zip(DETAIL_COLUMNS, details, strict=True))),
            protection=marks[-1] if marks else Protection.NONE,
            birth_date=births[-1] if births and self.number.birth_date is None else None,
            home_municipality=homes[-1] if homes else "",
        )

    @staticmethod
    def _latest(rows: list[PersonRow], position: int, problems: ProblemList) -> str:
        said = [(row.row, row.details[position]) for row in rows if row.details[position]]
        if not said:
            return ""
        latest = said[-1][1]
        for row, text in said:
            if text.casefold() != latest.casefold():
                problems.add(row, DETAIL_COLUMNS[position], "row.details_differ", text)
        return latest


_EPISODE_TEXTS = ("registration_reason", "last_school_activity", "case_worker", "deregistration_reason")


def _complements(known: EpisodeRecord, later: EpisodeRecord) -> bool:
    """The same episode told twice, once with less; one of no day, or made in error, is its own."""
    if known.registered_on != later.registered_on:
        return False
    if REGISTERED_IN_ERROR in {known.deregistration_reason, later.deregistration_reason}:
        return False
    ends = {known.deregistered_on, later.deregistered_on}
    if len(ends) == 2 and (None not in ends or known.registered_on in ends):  # noqa: PLR2004 - they differ
        return False
    pairs = ((getattr(known, name), getattr(later, name)) for name in _EPISODE_TEXTS)
    return all(one == other or not (one and other) for one, other in pairs)


def _completed(known: EpisodeRecord, later: EpisodeRecord) -> EpisodeRecord:
    texts = {name: getattr(later, name) or getattr(known, name) for name in _EPISODE_TEXTS}
    return replace(known, deregistered_on=later.deregistered_on or known.deregistered_on, **texts)
