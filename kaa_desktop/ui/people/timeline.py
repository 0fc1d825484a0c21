"""A person's facts as one line of events, newest first; knows no widget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from kaa_desktop.domain.code_lists import CodeKind, shipped_code
from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.measures import NO_RESPONSE_YET, Measure
from kaa_desktop.domain.person_log import PersonLog
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.people.timeline_events import EventKind, Place, TimelineEvent
from kaa_desktop.ui.people.timeline_log import LogTeller
from kaa_desktop.ui.people.words import PeopleWords

_CHANNEL_ICONS: Mapping[str, str] = MappingProxyType(
    {
        "letter": "mail",
        "postcard": "mail",
        "sms": "message-square",
        "phone": "phone",
        "email": "mail",
        "social_media": "message-square",
        "home_visit": "house",
        "visit_to_us": "building-2",
        "guardian": "users",
        "school": "school",
    }
)


def timeline_of(view: PersonView, log: PersonLog, words: PeopleWords) -> tuple[TimelineEvent, ...]:
    """Everything that happened; of one day, what came last stands first."""
    told = LogTeller(log, view, words)
    builder = _Builder(view, told, words)
    events = [
        *builder.episodes(),
        *builder.occupations(),
        *builder.contacts(),
        *builder.measures(),
        *told.events(),
    ]
    events.sort(key=lambda event: (event.day, event.place))
    return tuple(reversed(events))


class _Builder:
    def __init__(self, view: PersonView, told: LogTeller, words: PeopleWords) -> None:
        self._view = view
        self._told = told
        self._words = words
        self._reached = words.code_lists.reached_outcomes
        self._ = words.translator.gettext

    def episodes(self) -> Iterator[TimelineEvent]:
        for episode in self._view.episodes:
            yield self._registered(episode)
            if episode.deregistered_on:
                yield TimelineEvent(
                    day=episode.deregistered_on,
                    kinds=frozenset({EventKind.EPISODE}),
                    icon="log-out",
                    tone=Tone.NEUTRAL,
                    title=self._("Responsibility ended"),
                    details=(self._label(CodeKind.DEREGISTRATION_REASON, episode.deregistration_reason),),
                    place=Place.ENDS,
                )

    def occupations(self) -> Iterator[TimelineEvent]:
        """Those that no contact told; the others stand with their contact."""
        for occupation in self._view.occupations:
            if occupation.contact_attempt_id is None:
                yield TimelineEvent(
                    day=occupation.verified_on,
                    kinds=frozenset({EventKind.OCCUPATION}),
                    icon="briefcase",
                    tone=Tone.INFO,
                    title=self._("Occupation: {occupation}").format(
                        occupation=self._label(CodeKind.OCCUPATION, occupation.kind)
                    ),
                )

    def contacts(self) -> Iterator[TimelineEvent]:
        for contact in self._view.contacts:
            kinds = {EventKind.CONTACT} | ({EventKind.OCCUPATION} if contact.occupation else set())
            yield TimelineEvent(
                day=contact.made_on,
                kinds=frozenset(kinds),
                icon=self._contact_icon(contact),
                tone=Tone.SUCCESS if contact.outcome in self._reached else Tone.NEUTRAL,
                title=self._("{channel}: {outcome}").format(
                    channel=self._label(CodeKind.CHANNEL, contact.channel),
                    outcome=self._label(CodeKind.OUTCOME, contact.outcome),
                ),
                details=(
                    self._said(CodeKind.OCCUPATION, self._("Occupation: {value}"), contact.occupation),
                    contact.note,
                    self._worker(contact.case_worker_id),
                    *self._told.about(contact),
                ),
                contact=contact,
            )

    def measures(self) -> Iterator[TimelineEvent]:
        for measure in self._view.measures:
            yield from self._steps(measure)

    def _steps(self, measure: Measure) -> Iterator[TimelineEvent]:
        kind = self._label(CodeKind.MEASURE, measure.kind)
        worker = self._worker(measure.case_worker_id)
        if measure.offered_on:
            answer = measure.response if measure.response != NO_RESPONSE_YET else ""
            said = self._said(CodeKind.RESPONSE, self._("Answer: {value}"), answer)
            yield self._measure(measure.offered_on, self._("Measure offered: {kind}"), kind, (said, worker))
        if measure.started_on:
            yield self._measure(measure.started_on, self._("Measure begun: {kind}"), kind, (worker,))
        if measure.ended_on:
            after = self._("Occupation after: {value}")
            details = (
                self._label(CodeKind.MEASURE_END_REASON, measure.end_reason),
                self._said(CodeKind.OCCUPATION, after, measure.occupation_after),
            )
            yield self._measure(measure.ended_on, self._("Measure ended: {kind}"), kind, details)

    def _measure(self, day: date, title: str, kind: str, details: tuple[str, ...]) -> TimelineEvent:
        return TimelineEvent(
            day=day,
            kinds=frozenset({EventKind.MEASURE}),
            icon="hand-helping",
            tone=Tone.ACCENT,
            title=title.format(kind=kind),
            details=details,
        )

    def _registered(self, episode: Episode) -> TimelineEvent:
        reason = self._label(CodeKind.REGISTRATION_REASON, episode.registration_reason)
        school = self._("Latest school activity: {value}")
        return TimelineEvent(
            day=episode.registered_on,
            kinds=frozenset({EventKind.EPISODE}),
            icon="flag",
            tone=Tone.ACCENT,
            title=self._("Responsibility began"),
            details=(
                reason,
                self._said(CodeKind.REGISTRATION_REASON, school, episode.last_school_activity),
                self._worker(episode.case_worker_id),
            ),
            place=Place.BEGINS,
        )

    def _contact_icon(self, contact: ContactAttempt) -> str:
        if contact.channel == "phone" and contact.outcome not in self._reached:
            return "phone-missed"
        return _CHANNEL_ICONS.get(shipped_code(contact.channel), "message-square")

    def _label(self, kind: CodeKind, code: str) -> str:
        return self._words.code(kind, code) if code else ""

    def _said(self, kind: CodeKind, sentence: str, code: str) -> str:
        return sentence.format(value=self._label(kind, code)) if code else ""

    def _worker(self, worker_id: str | None) -> str:
        return self._view.case_worker_names.get(worker_id, "") if worker_id else ""
