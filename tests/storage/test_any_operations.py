"""Whatever is done in whatever order: the log alone rebuilds the tables, and undo restores the exact rows."""

from __future__ import annotations

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.domain.settings import RegisterSettings
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services import contacts, episodes, measures
from kaa_desktop.services.reconcile_decisions import accept
from kaa_desktop.services.settings import change_settings
from kaa_desktop.services.young_people import change_person
from tests.registers import TODAY, person
from tests.storage.register_machine import RegisterMachine, names, past, picks, protections, serials

channels = st.sampled_from(["phone", "sms"])
outcomes = st.sampled_from(["reached", "no_answer"])


class AnyOperations(RegisterMachine):
    """The work of every day, and the imports between."""

    def __init__(self) -> None:
        super().__init__()
        for serial in (100, 101):
            self.register(serial, date(2026, 1, 2), Protection.NONE, "Åsa")
            self.offer(serial, date(2026, 2, 2))
        self.population({106: Protection.NONE, 107: Protection.NONE})

    @rule(pick=picks, serial=serials, protection=protections, last_name=names)
    def change(self, pick: int, serial: int, protection: Protection, last_name: str) -> None:
        person_id = self.pick("young_person", pick)
        self.do(
            lambda: change_person(
                self.workspace,
                person_id,
                details=person(serial, last_name=last_name),
                birth_date=None,
                protection=protection,
                home_municipality="1480",
            )
        )

    @rule(pick=picks, on=past, channel=channels, outcome=outcomes, note=names)
    def log_contact(self, pick: int, on: date, channel: str, outcome: str, note: str) -> None:
        people = {self.pick("young_person", pick), self.pick("young_person", pick + 1)}
        entry = contacts.ContactEntry(
            made_on=on, channel=channel, outcome=outcome, occupation="work", note=note
        )
        self.do(lambda: contacts.log_contact(self.workspace, sorted(people), entry))

    @rule(pick=picks, on=past)
    def offer(self, pick: int, on: date) -> None:
        person_id = self.pick("young_person", pick)
        self.do(lambda: measures.offer_measure(self.workspace, person_id, kind="guidance", offered_on=on))

    @rule(pick=picks, response=st.sampled_from(["accepted", "declined", "no_response_yet"]))
    def answer(self, pick: int, response: str) -> None:
        measure = self.pick("measure", pick)
        self.do(lambda: measures.answer_offer(self.workspace, measure, response=response))

    @rule(pick=picks, on=past)
    def begin(self, pick: int, on: date) -> None:
        measure = self.pick("measure", pick)
        self.do(lambda: measures.begin_measure(self.workspace, measure, started_on=on))

    @rule(pick=picks, on=past)
    def end(self, pick: int, on: date) -> None:
        measure = self.pick("measure", pick)
        self.do(
            lambda: measures.end_measure(
                self.workspace, measure, ended_on=on, reason="completed", occupation_after="work"
            )
        )

    @rule(pick=picks, on=past, reason=st.sampled_from(["moved", "registered_in_error", "turned_20"]))
    def close(self, pick: int, on: date, reason: str) -> None:
        episode = self.pick("episode", pick)
        self.do(lambda: episodes.close_episode(self.workspace, episode, deregistered_on=on, reason=reason))

    @rule(pick=picks, worker=picks)
    def assign(self, pick: int, worker: int) -> None:
        episode, case_worker = self.pick("episode", pick), self.pick("case_worker", worker)
        chosen = None if case_worker == "nothing" else case_worker
        self.do(lambda: episodes.assign_episode(self.workspace, episode, chosen))

    @rule(days=st.integers(1, 90), name=names)
    def settings(self, days: int, name: str) -> None:
        values = RegisterSettings(municipality_code="0180", municipality_name=name, freshness_days=days)
        self.do(lambda: change_settings(self.workspace, values))

    @rule(group=st.sampled_from(Group))
    def reconcile(self, group: Group) -> None:
        self.do(lambda: accept(self.workspace, TODAY, group, None, NoProgress()))


AnyOperations.TestCase.settings = settings(max_examples=18, stateful_step_count=30)
TestAnyOperations = AnyOperations.TestCase
