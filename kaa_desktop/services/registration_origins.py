"""Why a person is in the register: the act, and what sources and schools had said by then."""

from __future__ import annotations

from collections.abc import Iterable

from kaa_desktop.domain.reconcile_decisions import Evidence, SourceKind
from kaa_desktop.domain.registration_origins import RegistrationOrigin
from kaa_desktop.services.reconcile_decisions import why_registered
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.episodes import episodes_of
from kaa_desktop.storage.registration_origins import act_behind, imports_until, notices_until
from kaa_desktop.storage.young_people import get_person


def registration_origin(workspace: Workspace, person_id: str) -> RegistrationOrigin | None:
    """How the latest episode of a person came about; None for somebody without one.

    Of protected people nothing is told without the right.
    """
    why = why_registered(workspace, person_id)
    with workspace.register.read() as connection:
        person = get_person(connection, person_id, clear_with=workspace.register.keys)
        episodes = episodes_of(connection, person_id)
        if person is None or person.details is None or not episodes:
            return None
        episode = episodes[-1]
        act = act_behind(connection, episode.id)
        if act is None:
            return None
        reconciled = why is not None and act.name.startswith("reconcile.")
        return RegistrationOrigin(
            episode=episode,
            birth_date=person.birth_date,
            operation=act.name,
            details=act.details,
            actor=act.actor,
            made_at=act.made_at,
            as_of=why.as_of if why and reconciled else None,
            evidence=_of_files(why.evidence) if why and reconciled else (),
            taken_in=imports_until(connection, act.number),
            notices=notices_until(connection, person_id, episode.registered_on),
        )


def _of_files(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Without the notices, which are told by themselves."""
    return tuple(one for one in evidence if one.source is not SourceKind.NOTICE)
