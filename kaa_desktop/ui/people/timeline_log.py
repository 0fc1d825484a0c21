"""What the change log and the schools add to the timeline: corrections, removals, notices, other changes."""

from __future__ import annotations

from collections.abc import Iterator

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.contacts import ContactAttempt
from kaa_desktop.domain.person_log import ContactRevision, PersonLog, PersonOperation, RemovalReason
from kaa_desktop.domain.person_view import PersonView
from kaa_desktop.i18n.labels import removal_label
from kaa_desktop.i18n.notice_labels import notice_kind_label, notice_status_label
from kaa_desktop.i18n.operations import operation_label
from kaa_desktop.ui.common.tokens import Tone
from kaa_desktop.ui.people.timeline_events import EventKind, Place, TimelineEvent
from kaa_desktop.ui.people.words import PeopleWords

_TOLD_BY_THEIR_FACTS = ("contact.", "measure.", "episode.close", "person.register", "next_step.", "demo.")


class LogTeller:
    """Says in words what was changed, when and by whom."""

    def __init__(self, log: PersonLog, view: PersonView, words: PeopleWords) -> None:
        self._log = log
        self._words = words
        self._now = {contact.id: contact for contact in view.contacts}
        self._ = words.translator.gettext

    def events(self) -> Iterator[TimelineEvent]:
        """What no fact of the person tells."""
        yield from self._removed()
        yield from self._notices()
        for operation in self._log.operations:
            if not operation.name.startswith(_TOLD_BY_THEIR_FACTS):
                yield self._change(operation)

    def about(self, contact: ContactAttempt) -> Iterator[str]:
        """How an attempt stood before, and whether it was noted afterwards."""
        noted = self._log.noted_on.get(contact.id)
        if noted is not None and noted > contact.made_on:
            yield self._("Noted on {day}").format(day=self._words.translator.date(noted))
        revisions = [r for r in self._log.revisions if r.former.id == contact.id and not r.removed]
        later = [*(r.former for r in revisions[1:]), contact]
        for revision, after in zip(revisions, later, strict=False):
            yield self._("Corrected {day} by {who}, was: {former}").format(
                day=self._day(revision), who=revision.changed_by, former=self._former(revision.former, after)
            )

    def _former(self, former: ContactAttempt, after: ContactAttempt) -> str:
        """Only what the correction changed."""
        facts = []
        if former.made_on != after.made_on:
            facts.append(self._words.translator.date(former.made_on))
        if (former.channel, former.outcome) != (after.channel, after.outcome):
            facts.append(self._title(former))
        if former.occupation != after.occupation:
            told = self._words.code(CodeKind.OCCUPATION, former.occupation) if former.occupation else ""
            facts.append(told or self._("no occupation"))
        if former.note != after.note:
            facts.append(self._("“{note}”").format(note=former.note) if former.note else self._("no note"))
        return ", ".join(facts)

    def _removed(self) -> Iterator[TimelineEvent]:
        for revision in self._log.revisions:
            if revision.removed and revision.former.id not in self._now:
                former = revision.former
                said = self._("Removed {day} by {who}: {reason}").format(
                    day=self._day(revision),
                    who=revision.changed_by,
                    reason=removal_label(RemovalReason(revision.reason), self._words.translator),
                )
                yield TimelineEvent(
                    day=former.made_on,
                    kinds=frozenset({EventKind.CONTACT, EventKind.CHANGE}),
                    icon="trash-2",
                    tone=Tone.NEUTRAL,
                    title=self._title(former),
                    details=(said, former.note),
                    gone=True,
                )

    def _notices(self) -> Iterator[TimelineEvent]:
        translator = self._words.translator
        for notice in self._log.notices:
            yield TimelineEvent(
                day=notice.dated,
                kinds=frozenset({EventKind.NOTICE}),
                icon="school",
                tone=Tone.INFO,
                title=self._("School notice: {kind}").format(kind=notice_kind_label(notice.kind, translator)),
                details=(notice.school, notice_status_label(notice.status, translator)),
                place=Place.NOTICE,
            )

    def _change(self, operation: PersonOperation) -> TimelineEvent:
        words = self._words
        imported = operation.name.startswith("import.")
        return TimelineEvent(
            day=operation.made_at.astimezone().date(),
            kinds=frozenset({EventKind.CHANGE}),
            icon="download" if imported else "pencil",
            tone=Tone.NEUTRAL,
            title=operation_label(operation.name, operation.details, words.code_lists, words.translator),
            details=(operation.actor,),
            place=Place.CHANGE,
        )

    def _title(self, contact: ContactAttempt) -> str:
        return self._("{channel}: {outcome}").format(
            channel=self._words.code(CodeKind.CHANNEL, contact.channel),
            outcome=self._words.code(CodeKind.OUTCOME, contact.outcome),
        )

    def _day(self, revision: ContactRevision) -> str:
        return self._words.translator.date(revision.changed_at.astimezone().date())
