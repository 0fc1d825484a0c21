"""Sorts the residents of a population file into candidates and those outside the target group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from kaa_desktop.domain.candidates import CANDIDATE_PLACEMENTS, CandidateStatus, Placement, place
from kaa_desktop.domain.changes import Progress
from kaa_desktop.domain.register_history import PopulationRecord
from kaa_desktop.domain.source_facts import Sources
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import candidates as stored
from kaa_desktop.storage.young_people import person_id_for

_STEP = 1000


class PopulationSorting:
    """Sorts the residents of a file; every one is counted exactly once."""

    def __init__(
        self,
        workspace: Workspace,
        known: stored.KnownPeople,
        sources: Sources,
        secret: str,
        progress: Progress,
    ) -> None:
        self._settings = workspace.settings()
        self._today = workspace.today
        self._keys = workspace.register.keys
        self._known = known
        self._sources = sources
        self._secret = secret
        self._progress = progress
        self.new: Counter[Placement] = Counter()
        self.outside: Counter[Placement] = Counter()
        self.counts: Counter[str] = Counter()
        self.new_rows: list[dict[str, Any]] = []
        self.changes: list[tuple[str, dict[str, Any]]] = []
        self.newly_protected: list[tuple[str, PopulationRecord]] = []

    def sort(self, records: Sequence[PopulationRecord]) -> None:
        """Go through the file."""
        for done, record in enumerate(records):
            if done % _STEP == 0:
                self._progress.step(done, len(records))
            self._sort_one(record)

    def _sort_one(self, record: PopulationRecord) -> None:
        number = record.details.number.value
        key = person_id_for(record.details.number, self._secret)
        pupils, exams = self._sources.pupils.get(key, ()), self._sources.exams.get(key, ())
        placement = place(record, self._today, self._settings, pupils, exams)
        if number in self._known.people:
            self.counts["registered"] += 1
            if record.protection is not Protection.NONE and number not in self._known.protected:
                self.newly_protected.append((self._known.people[number], record))
        elif number in self._known.candidates:
            self._sort_known(record, placement, self._known.candidates[number])
        elif placement in CANDIDATE_PLACEMENTS:
            self.new[placement] += 1
            self.new_rows.append(stored.candidate_values(record, placement, self._keys, self._secret))
        else:
            self.outside[placement] += 1

    def _sort_known(self, record: PopulationRecord, placement: Placement, former: Mapping[str, Any]) -> None:
        by_rule = former["reason"] not in CANDIDATE_PLACEMENTS
        dismissed = former["status"] == CandidateStatus.DISMISSED
        if dismissed and not by_rule:
            self.counts["dismissed"] += 1
            return
        if placement not in CANDIDATE_PLACEMENTS:
            self.outside[placement] += 1
            if not dismissed:
                values = {"status": CandidateStatus.DISMISSED.value, "reason": placement.value}
                self.changes.append((former["id"], values))
            return
        values = stored.candidate_values(record, placement, self._keys, self._secret)
        changed = {
            name: value
            for name, value in values.items()
            if name not in ("id", "sealed", "case_number", "sort_name") and value != former[name]
        }
        if changed and record.protection is Protection.NONE and not former["sealed"]:
            self.changes.append((former["id"], changed | {"sort_name": values["sort_name"]}))
            self.counts["changed"] += 1
        elif record.protection.value != former["protection"]:
            keep = {"id": former["id"]}
            self.changes.append((former["id"], {k: v for k, v in (values | keep).items() if k != "id"}))
            self.counts["changed"] += 1
        else:
            self.counts["known"] += 1
