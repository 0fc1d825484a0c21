"""The register's tables as SQLModel classes; they never leave this layer.

The schema itself is made by the migrations; a test holds that both agree.
"""

from __future__ import annotations

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel


class Operation(SQLModel, table=True):
    """One user intent: the unit of undo, history and exchange."""

    number: int | None = Field(default=None, primary_key=True)
    id: str
    name: str
    details: str
    actor: str
    device: str
    clock: str
    made_at: str
    undoes: int | None = None
    digest: str = ""


class ChangeLog(SQLModel, table=True):
    """One changed row of one operation; written by triggers."""

    __tablename__ = "change_log"

    number: int | None = Field(default=None, primary_key=True)
    operation: int
    table_name: str
    row_id: str
    kind: str
    old_values: str | None = None
    new_values: str | None = None
    person_id: str | None = None
    salt: str = Field(default=None, sa_column=Column(Text, server_default="", nullable=False))
    erased_hash: str | None = None


class ReadLog(SQLModel, table=True):
    """Somebody opened a person or used an export."""

    __tablename__ = "read_log"

    number: int | None = Field(default=None, primary_key=True)
    person_id: str
    actor: str
    device: str
    read_at: str
    what: str
    reason: str


class Setting(SQLModel, table=True):
    """A setting of the register; the value is JSON."""

    id: str = Field(primary_key=True)
    value: str


class CaseWorkerRow(SQLModel, table=True):
    """A case worker."""

    __tablename__ = "case_worker"

    id: str = Field(primary_key=True)
    name: str
    active: int = 1


class YoungPersonRow(SQLModel, table=True):
    """A person; identifying columns are empty where `sealed` holds them."""

    __tablename__ = "young_person"

    row_number: int | None = Field(default=None, primary_key=True)
    id: str
    number: str
    number_kind: str
    birth_date: str | None = None
    turns_20_on: str | None = None
    sex: str
    first_name: str
    last_name: str
    street: str
    postal_code: str
    city: str
    phone: str
    email: str
    sort_name: str
    protection: str
    case_number: str
    sealed: str
    home_municipality: str


class EpisodeRow(SQLModel, table=True):
    """An episode."""

    __tablename__ = "episode"

    id: str = Field(primary_key=True)
    person_id: str
    registered_on: str
    registration_reason: str
    last_school_activity: str
    case_worker_id: str | None = None
    deregistered_on: str | None = None
    deregistration_reason: str


class ContactAttemptRow(SQLModel, table=True):
    """A contact attempt."""

    __tablename__ = "contact_attempt"

    id: str = Field(primary_key=True)
    person_id: str
    made_on: str
    channel: str
    outcome: str
    occupation: str
    case_worker_id: str | None = None
    note: str


class OccupationRow(SQLModel, table=True):
    """An occupation as verified on a day."""

    __tablename__ = "occupation"

    id: str = Field(primary_key=True)
    person_id: str
    kind: str
    from_date: str | None = None
    verified_on: str
    source: str
    contact_attempt_id: str | None = None


class MeasureRow(SQLModel, table=True):
    """A measure."""

    __tablename__ = "measure"

    id: str = Field(primary_key=True)
    person_id: str
    kind: str
    offered_on: str | None = None
    response: str
    started_on: str | None = None
    ended_on: str | None = None
    end_reason: str
    occupation_after: str
    case_worker_id: str | None = None


class ImportBatch(SQLModel, table=True):
    """A file that was taken in."""

    __tablename__ = "import_batch"

    id: str = Field(primary_key=True)
    kind: str
    file_hash: str
    counts: str


class SchoolNoticeRow(SQLModel, table=True):
    """A school's notice about a pupil; protected ones are sealed."""

    __tablename__ = "school_notice"

    id: str = Field(primary_key=True)
    batch_id: str | None = None
    person_key: str
    number: str
    sealed: str
    case_number: str
    kind: str
    dated: str
    school: str
    status: str
    follow_up_on: str | None = None


class ReconcileDecisionRow(SQLModel, table=True):
    """What was decided of a difference; it holds until the facts change."""

    __tablename__ = "reconcile_decision"

    id: str = Field(primary_key=True)
    person_key: str
    group_name: str
    facts: str
    decision: str
    reason: str
    case_worker_id: str | None = None


class DifferentPeopleRow(SQLModel, table=True):
    """Two people who look alike and are not the same."""

    __tablename__ = "different_people"

    id: str = Field(primary_key=True)
    first_id: str
    second_id: str


class ReconciliationRow(SQLModel, table=True):
    """A closed reconciliation: how many were expected, and how many of them are registered."""

    __tablename__ = "reconciliation"

    id: str = Field(primary_key=True)
    as_of: str
    expected: int
    expected_registered: int
    counts: str
