"""Does what a difference asks for: registers, closes, or takes over changed details."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kaa_desktop.domain.episodes import Episode, check_deregistration, check_registration
from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError
from kaa_desktop.domain.reconciliation import Closing, Difference, Group, registration_reason
from kaa_desktop.domain.register_history import PersonRecord
from kaa_desktop.domain.source_facts import Registered
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.reconciliation import Comparison
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.episodes import episodes_of, save_episode
from kaa_desktop.storage.register import OperationScope, new_id
from kaa_desktop.storage.staged_names import Named
from kaa_desktop.storage.young_people import add_person, change_person, get_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What may be said when differences are accepted.

    Attributes:
        registered_on: the day of the reconciliation where nothing is said.
        reason: why they are registered, where the files tell nothing or somebody knows better.
        case_worker_id: who it was assigned to where nothing is said.
        closing: why and when those missing in the source are closed; never by rule.
    """

    registered_on: date | None = None
    reason: str = ""
    case_worker_id: str | None = None
    closing: Closing | None = None


BY_RULE = Acceptance()


class Acting:
    """Acts on differences within one operation.

    Attributes:
        marks: numbers of people whom a source tells to be protected; whoever asked for it has to seal them.
    """

    def __init__(
        self, workspace: Workspace, scope: OperationScope, found: Comparison, told: Acceptance = BY_RULE
    ) -> None:
        self._keys = workspace.register.keys
        self._today = workspace.today
        self._scope = scope
        self._found = found
        self._told = told
        self.marks: list[tuple[str, Protection]] = []

    def act_on(self, difference: Difference) -> None:
        """Do it.

        Raises:
            InvalidInputError: what the rules of episodes refuse, or `reconcile.closing_missing`.
            NotAllowedError: `person.no_right` for protected people without the right.
        """
        works: Mapping[Group, Callable[[Difference], None]] = {
            Group.NEW: self._register,
            Group.DECIDE: self._decide,
            Group.GONE: self._close,
            Group.MISSING: self._close,
            Group.CHANGED: self._change,
        }
        works[difference.group](difference)

    def _decide(self, difference: Difference) -> None:
        """Whoever is registered already stays so; the decision is what is kept."""
        if not self._found.is_registered(difference.key):
            self._register(difference)

    def _register(self, difference: Difference) -> None:
        found, told = self._found, self._told
        resident = found.sources.residents[difference.key]
        known = found.people.get(difference.key)
        born = resident.birth_date or (known.birth_date if known else None)
        others = episodes_of(self._scope.connection, known.person_id) if known else ()
        day = told.registered_on or found.outcome.as_of
        check_registration(registered_on=day, birth_date=born, others=others, today=self._today)
        reason = told.reason or registration_reason(difference.key, found.sources, found.outcome.as_of)
        decision = found.decisions.get((difference.key, difference.group))
        episode = Episode(
            id=new_id(),
            person_id=self._here(known) if known else self._add(difference.key),
            registered_on=day,
            registration_reason=reason,
            last_school_activity=reason,
            case_worker_id=told.case_worker_id or (decision.case_worker_id if decision else None),
        )
        save_episode(self._scope, episode)

    def _here(self, known: Registered) -> str:
        """Somebody protected who comes back stays here: that is what has been decided."""
        home = self._found.settings.municipality_code
        if known.protection is not Protection.NONE and known.home_municipality != home:
            former = get_person(self._scope.connection, known.person_id, clear_with=self._keys)
            if former and former.details:
                change_person(
                    self._scope,
                    known.person_id,
                    details=former.details,
                    birth_date=former.birth_date,
                    protection=former.protection,
                    home_municipality=home,
                    keys=self._keys,
                )
        return known.person_id

    def _add(self, key: str) -> str:
        resident = self._found.sources.residents[key]
        if resident.protection is not Protection.NONE and self._keys.protected_key is None:
            raise NotAllowedError("person.no_right")
        details = self._named[key].details
        if details is None:
            raise NotAllowedError("person.no_right")
        record = PersonRecord(
            details=details,
            protection=resident.protection,
            birth_date=resident.birth_date,
            home_municipality=self._found.settings.municipality_code,
        )
        return add_person(self._scope, record, self._keys, self._found.secret)

    @cached_property
    def _named(self) -> Mapping[str, Named]:
        """Who those are that may have to be registered."""
        from kaa_desktop.storage.staged_residents import NewestResidents

        residents = self._found.sources.residents
        rows = {
            one.key: residents[one.key].file_row
            for one in self._found.outcome.differences
            if one.group in (Group.NEW, Group.DECIDE)
        }
        return NewestResidents(self._scope.connection, self._found.secret).details(rows, self._keys)

    def _close(self, difference: Difference) -> None:
        known = self._found.people[difference.key]
        closing = self._told.closing or difference.closing
        if closing is None:
            raise InvalidInputError("reconcile.closing_missing")
        if known.open_episode is None:
            raise InvalidInputError("reconcile.changed_since")
        ended = max(closing.on, known.open_episode.registered_on)
        resident = self._found.sources.residents.get(difference.key)
        check_deregistration(
            known.open_episode,
            deregistered_on=ended,
            reason=closing.reason,
            birth_date=known.birth_date or (resident.birth_date if resident else None),
            today=self._today,
        )
        save_episode(
            self._scope,
            replace(known.open_episode, deregistered_on=ended, deregistration_reason=closing.reason),
        )

    def _change(self, difference: Difference) -> None:
        resident = self._found.sources.residents[difference.key]
        former = get_person(self._scope.connection, difference.person_id)
        if former is None or former.details is None:
            raise InvalidInputError("reconcile.changed_since")
        if resident.protection:  # of whom the source tells nothing else
            self.marks.append((former.details.number.value, resident.protection))
            return
        said = {n: getattr(resident.details, n) for n in difference.changes if resident.details}
        change_person(
            self._scope,
            difference.person_id,
            details=replace(former.details, **said),
            birth_date=former.birth_date,
            protection=former.protection,
            home_municipality=former.home_municipality,
            keys=self._keys,
        )
