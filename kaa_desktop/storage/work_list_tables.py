"""The tables of the work list as SQLModel classes."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class NextStepRow(SQLModel, table=True):
    """A next step set by hand; the next attempt uses it up."""

    __tablename__ = "next_step"

    id: str = Field(primary_key=True)
    person_id: str
    channel: str
    due_on: str
    set_on: str


class MuteRow(SQLModel, table=True):
    """Somebody is left alone until a day."""

    __tablename__ = "mute"

    id: str = Field(primary_key=True)
    person_id: str
    begun_on: str
    until: str
    reason: str


class LeaveRow(SQLModel, table=True):
    """A case worker is away, and somebody stands in."""

    __tablename__ = "leave"

    id: str = Field(primary_key=True)
    case_worker_id: str
    substitute_id: str
    first_day: str
    last_day: str


class SavedViewRow(SQLModel, table=True):
    """Choices that a user has given a name; they are JSON."""

    __tablename__ = "saved_view"

    id: str = Field(primary_key=True)
    owner: str
    place: str
    name: str
    choices: str
