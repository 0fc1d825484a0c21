"""The pack for home visits as a PDF, encrypted unless that is declined, and logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.home_visits import PackLayout, RoundView
from kaa_desktop.domain.periods import Period
from kaa_desktop.domain.visit_packs import VisitPack
from kaa_desktop.i18n import Translator
from kaa_desktop.services.report_files import write_report
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.histories import log_read
from kaa_desktop.storage.home_visits import get_round, rounds_between, visits_of

LOGGED_AS = "home_visits"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPack:
    """What was written.

    Attributes:
        left_out: people with protected personal data who are not in it.
    """

    rounds: int
    visits: int
    left_out: int
    encrypted: bool


def pack_of_rounds(workspace: Workspace, round_ids: Sequence[str], layout: PackLayout) -> VisitPack:
    """What a pack of these rounds holds.

    Raises:
        InvalidInputError: `visit.round_unknown`.
    """
    with workspace.register.read() as connection:
        found = [get_round(connection, round_id) for round_id in round_ids]
        views = [RoundView(own, visits_of(connection, own.id, own.plan.planned_on)) for own in found if own]
    if len(views) < len(found):
        raise InvalidInputError("visit.round_unknown")
    return _pack(workspace, tuple(views), layout)


def pack_of_period(workspace: Workspace, period: Period, layout: PackLayout) -> VisitPack:
    """What a pack of all rounds planned in the period holds.

    Raises:
        InvalidInputError: `visit.no_rounds`.
    """
    with workspace.register.read() as connection:
        rounds = reversed(rounds_between(connection, period.first, period.last))
        views = tuple(RoundView(own, visits_of(connection, own.id, own.plan.planned_on)) for own in rounds)
    if not views:
        raise InvalidInputError("visit.no_rounds", period=period.code)
    return _pack(workspace, views, layout)


def write_visit_pack(
    workspace: Workspace, pack: VisitPack, path: Path, translator: Translator, *, password: str | None
) -> WrittenPack:
    """Draw the pack and write it; that each of its people left the register is logged first.

    Args:
        workspace: the open register.
        pack: from `pack_of_rounds` or `pack_of_period`.
        path: a PDF; one that is there is replaced.
        translator: of the language of the pack.
        password: what opens the file; None where the user has declined encryption.

    Raises:
        InvalidInputError: `export.password_missing` or `report.not_written`.
    """
    from kaa_desktop.reports.encryption import encrypted_pdf

    if password == "":
        raise InvalidInputError("export.password_missing")
    content = visit_pack_pdf(workspace, pack, translator)
    if password is not None:
        content = encrypted_pdf(content, password)
    write_report(path, content)
    return WrittenPack(
        rounds=len(pack.rounds),
        visits=pack.visits,
        left_out=pack.left_out,
        encrypted=password is not None,
    )


def visit_pack_pdf(workspace: Workspace, pack: VisitPack, translator: Translator) -> bytes:
    """Draw the pack, for the printer; that its people leave the register is logged all the same."""
    from kaa_desktop.reports.visit_pack import build_visit_pack

    content = build_visit_pack(pack, translator)
    _log(workspace, pack)
    return content


def _log(workspace: Workspace, pack: VisitPack) -> None:
    people = dict.fromkeys(visit.person_id for found in pack.rounds for visit in found.visits)
    for person_id in people:
        log_read(workspace.register, person_id, what=LOGGED_AS)


def _pack(workspace: Workspace, views: tuple[RoundView, ...], layout: PackLayout) -> VisitPack:
    settings = workspace.settings()
    return VisitPack(
        municipality=settings.municipality,
        secrecy_line=settings.secrecy_line,
        rounds=views,
        layout=layout,
        made_on=workspace.today,
    )
