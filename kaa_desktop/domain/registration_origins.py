"""How somebody came into the register: the act, and what the sources and schools had said by then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kaa_desktop.domain.episodes import Episode
from kaa_desktop.domain.reconcile_decisions import Evidence, SourceKind
from kaa_desktop.domain.sources import NoticeKind


@dataclass(frozen=True, slots=True)
class NoticeBehind:
    """A school's notice that had come by then."""

    kind: NoticeKind
    dated: date
    school: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationOrigin:
    """Why a person is in the register.

    Attributes:
        episode: the latest one.
        operation, details: what somebody did, as the change log names it.
        as_of: the day of the reconciliation, where it came from one.
        taken_in: when the newest file of each kind was imported before.
    """

    episode: Episode
    birth_date: date | None
    operation: str
    details: Mapping[str, Any]
    actor: str
    made_at: datetime
    as_of: date | None = None
    evidence: tuple[Evidence, ...] = ()
    taken_in: Mapping[SourceKind, datetime] = field(default_factory=dict)
    notices: tuple[NoticeBehind, ...] = ()
