"""Registers the person of a school notice, from register or population file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.domain.episodes import Episode, check_registration
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.notice_rules import NoticeFacts
from kaa_desktop.domain.notices import NoticeStatus
from kaa_desktop.domain.personal_number import PersonalNumber
from kaa_desktop.domain.register_history import PersonRecord
from kaa_desktop.domain.young_people import PersonDetails
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import notices as stored
from kaa_desktop.storage import young_people
from kaa_desktop.storage.episodes import episodes_of, save_episode
from kaa_desktop.storage.notice_people import NoticePeople
from kaa_desktop.storage.register import OperationScope, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRegistration:
    """What may be filled in; what is left out comes from the notice.

    Attributes:
        registered_on: today where nothing is said.
        reason: as the notice proposes it where nothing is said.
        details: for one whom no source names, one notice at a time.
    """

    registered_on: date | None = None
    reason: str = ""
    case_worker_id: str | None = None
    details: PersonDetails | None = None

    def check(self, workspace: Workspace) -> None:
        """Refuse codes that the lists do not hold.

        Raises:
            InvalidInputError: `code.unknown`.
        """
        workspace.check_code(CodeKind.REGISTRATION_REASON, self.reason, required=False)


class NoticeRegistry:
    """Opens episodes for people of notices, in one operation."""

    def __init__(self, workspace: Workspace, scope: OperationScope, people: NoticePeople) -> None:
        self._today = workspace.today
        self._keys = workspace.register.keys
        self._secret = people.secret
        self._home = workspace.settings().municipality_code
        self._scope = scope
        self._people = people

    def register(
        self,
        found: stored.StoredNotice,
        facts: NoticeFacts,
        registration: NoticeRegistration,
        proposed_reason: str,
    ) -> None:
        """Open an episode and tie the notice to it.

        Raises:
            InvalidInputError: what `check_registration` refuses, or `notice.other_number` where the
                details are somebody else's.
        """
        number = found.number
        if number is None or (registration.details and registration.details.number.value != number.value):
            raise InvalidInputError("notice.other_number")
        day = registration.registered_on or self._today
        others = episodes_of(self._scope.connection, facts.person_id)
        check_registration(registered_on=day, birth_date=facts.birth_date, others=others, today=self._today)
        person_id = facts.person_id or self._add_person(number, facts, registration.details)
        reason = registration.reason or proposed_reason
        episode = Episode(
            id=new_id(),
            person_id=person_id,
            registered_on=day,
            registration_reason=reason,
            last_school_activity=reason,
            case_worker_id=registration.case_worker_id,
        )
        save_episode(self._scope, episode)
        stored.change_notice(
            self._scope, found.notice.id, status=NoticeStatus.REGISTERED, person_id=person_id
        )

    def _add_person(self, number: PersonalNumber, facts: NoticeFacts, typed: PersonDetails | None) -> str:
        known = self._people.known([number])[number.value]
        details = self._people.clear_details(known)
        record = PersonRecord(
            details=typed or replace(details, number=number),
            protection=facts.protection,
            birth_date=facts.birth_date,
            home_municipality=facts.home_municipality or self._home,
        )
        return young_people.add_person(self._scope, record, self._keys, self._secret)
