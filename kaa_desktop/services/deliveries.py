"""Makes the statutory delivery of a half-year, keeps what was sent, and tells what is new in it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.domain.deliveries import Delivery
from kaa_desktop.domain.delivery_controls import Finding, Severity, WholeDelivery, check_records
from kaa_desktop.domain.delivery_differences import DeliveryDifference, differences
from kaa_desktop.domain.delivery_profiles import DeliveryProfile
from kaa_desktop.domain.delivery_records import records_of, table_of, values_of
from kaa_desktop.domain.errors import InvalidInputError, NotAllowedError
from kaa_desktop.domain.periods import Period
from kaa_desktop.files.deliveries import delivery_text, delivery_workbook
from kaa_desktop.files.encrypted_archives import encrypted_archive
from kaa_desktop.files.encrypted_files import encrypted_workbook
from kaa_desktop.files.finished_files import put_in_place
from kaa_desktop.services.delivery_profiles import delivery_profile
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import deliveries as stored
from kaa_desktop.storage.delivery_records import count_delivery_people, delivery_people
from kaa_desktop.storage.histories import log_export
from kaa_desktop.storage.register import new_id

_TEXT, _WORKBOOK = ".csv", ".xlsx"
_Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOrder:
    """What the user asks for.

    Attributes:
        path: .csv in the profile's form, or .xlsx; with a password a .csv goes into a .zip beside it.
        password: opens the file; None where the user has declined encryption.
        forced_because: why it shall be made in spite of errors.
    """

    period: Period
    path: Path
    password: str | None
    forced_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDelivery:
    """What was made.

    Attributes:
        path: where the file is.
        records: rows of the file, one for each episode.
        protected: protected people among them, in clear.
        difference: against the former delivery of the half-year; None for the first.
    """

    delivery: Delivery
    path: Path
    records: int
    protected: int
    difference: DeliveryDifference | None


@dataclass(slots=True)
class _Gathered:
    records: dict[str, _Values]
    protected: list[str]
    people: int = 0
    errors: int = 0
    warnings: int = 0

    def count(self, findings: Sequence[Finding]) -> None:
        self.errors += sum(finding.severity is Severity.ERROR for finding in findings)
        self.warnings += sum(finding.severity is Severity.WARNING for finding in findings)


def make_delivery(
    workspace: Workspace, order: DeliveryOrder, progress: Progress
) -> tuple[MadeDelivery, Changes]:
    """Write the complete file of a half-year: each new one replaces the former at the authority.

    The file holds protected people as well, in clear, so it takes the right to see them; each is logged.

    Raises:
        InvalidInputError: `delivery.errors` where controls find errors and no reason forces it,
            `delivery.nobody`, `delivery.suffix`, `export.password_missing` or `file.not_writable`.
        NotAllowedError: `person.no_right`.
    """
    _check_order(order)
    profile = delivery_profile(workspace, order.period)
    gathered = _gather(workspace, order.period, profile, progress)
    if not gathered.records:
        raise InvalidInputError("delivery.nobody", period=order.period.code)
    if gathered.errors and not order.forced_because.strip():
        raise InvalidInputError("delivery.errors", count=gathered.errors)
    content = _file(profile, list(gathered.records.values()), order)
    path = order.path.with_suffix(".zip") if _archived(order) else order.path
    former = former_records(workspace, order.period)
    register = workspace.register
    delivery = _described(workspace, order, profile, gathered, content)
    log_export(register, gathered.protected, reason=f"delivery {order.period.code}")
    put_in_place(path, _sealed(order, content))
    details = {"period": order.period.code, "people": gathered.people}
    with register.operation("delivery.make", details) as scope:
        stored.save_delivery(scope, delivery, _kept(gathered, content), register.keys.protected_public)
        changes = register.changes(scope)
    made = MadeDelivery(
        delivery=delivery,
        path=path,
        records=len(gathered.records),
        protected=len(gathered.protected),
        difference=differences(former, gathered.records) if former is not None else None,
    )
    return made, changes


def deliveries_of(workspace: Workspace, period: Period) -> tuple[Delivery, ...]:
    """The deliveries that were made for a half-year, newest first."""
    with workspace.register.read() as connection:
        return stored.deliveries(connection, period.code)


def former_records(workspace: Workspace, period: Period) -> Mapping[str, _Values] | None:
    """The records of the newest delivery of the half-year; None where there is none, or without the right."""
    made = deliveries_of(workspace, period)
    return _content(workspace, made[0])["records"] if made and workspace.register.keys.protected_key else None


def difference_to(workspace: Workspace, delivery: Delivery, earlier: Delivery) -> DeliveryDifference:
    """What a kept delivery says otherwise than an earlier one.

    Raises:
        NotAllowedError: `person.no_right`.
    """
    former, current = (_content(workspace, one)["records"] for one in (earlier, delivery))
    return differences(former, current)


def write_again(workspace: Workspace, delivery: Delivery, path: Path, password: str | None) -> None:
    """Write the kept file of a delivery once more, byte for byte as it was sent.

    Raises:
        NotAllowedError: `person.no_right`.
        InvalidInputError: `export.password_missing` or `file.not_writable`.
    """
    content = base64.b64decode(_content(workspace, delivery)["file"])
    log_export(workspace.register, [], reason=f"delivery {delivery.period}")
    sealed = content if password is None else encrypted_archive(path.name, content, password)
    put_in_place(path if password is None else path.with_suffix(".zip"), sealed)


def _described(
    workspace: Workspace,
    order: DeliveryOrder,
    profile: DeliveryProfile,
    gathered: _Gathered,
    content: bytes,
) -> Delivery:
    register = workspace.register
    return Delivery(
        id=new_id(),
        period=order.period.code,
        made_at=register.now(),
        made_by=register.actor,
        profile=profile,
        people=gathered.people,
        errors=gathered.errors,
        warnings=gathered.warnings,
        forced_because=order.forced_because.strip() if gathered.errors else "",
        suffix=order.path.suffix.lower(),
        file_hash=hashlib.sha256(content).hexdigest(),
    )


def _check_order(order: DeliveryOrder) -> None:
    if order.path.suffix.lower() not in {_TEXT, _WORKBOOK}:
        raise InvalidInputError("delivery.suffix", file=order.path.name)
    if order.password == "":
        raise InvalidInputError("export.password_missing")


def _gather(workspace: Workspace, period: Period, profile: DeliveryProfile, progress: Progress) -> _Gathered:
    register, lists, today = workspace.register, workspace.code_lists, workspace.today
    municipality, reached = workspace.settings().municipality_code, lists.reached_outcomes
    gathered, whole = _Gathered({}, []), WholeDelivery()
    with register.read() as connection:
        total = count_delivery_people(connection, period)
        for person in delivery_people(connection, period, clear_with=register.keys):
            progress.step(gathered.people, total)
            if person.number is None:
                raise NotAllowedError("person.no_right")
            gathered.people += 1
            if person.protected:
                gathered.protected.append(person.id)
            records = tuple(records_of(person, period, profile, reached))
            gathered.count(check_records(person, records, period, profile, reached, today))
            for record in records:
                whole.add(record)
                key = f"{person.number.value} {record.episode.registered_on}"
                gathered.records[key] = values_of(record, profile, lists, municipality)
    gathered.count(whole.findings())
    gathered.records = dict(sorted(gathered.records.items()))
    return gathered


def _file(profile: DeliveryProfile, records: Sequence[_Values], order: DeliveryOrder) -> bytes:
    header, rows = table_of(profile, records)
    if order.path.suffix.lower() == _WORKBOOK:
        return delivery_workbook(header, rows)
    return delivery_text(profile, header, rows)


def _archived(order: DeliveryOrder) -> bool:
    return order.password is not None and order.path.suffix.lower() == _TEXT


def _sealed(order: DeliveryOrder, content: bytes) -> bytes:
    if order.password is None:
        return content
    if _archived(order):
        return encrypted_archive(order.path.name, content, order.password)
    return encrypted_workbook(content, order.password)


def _kept(gathered: _Gathered, content: bytes) -> bytes:
    kept = {"file": base64.b64encode(content).decode(), "records": gathered.records}
    return json.dumps(kept).encode()


def _content(workspace: Workspace, delivery: Delivery) -> dict[str, Any]:
    keys = workspace.register.keys
    if keys.protected_key is None:
        raise NotAllowedError("person.no_right")
    with workspace.register.read() as connection:
        content: dict[str, Any] = json.loads(
            stored.delivered_file(connection, delivery.id, keys.protected_key)
        )
    return content
