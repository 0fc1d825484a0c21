"""Step 3: the work list: next steps set by hand, muting, leave with a substitute, saved views."""

from __future__ import annotations

from kaa_desktop.storage.migrations.log_triggers import log_triggers

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE next_step (
    id TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL REFERENCES young_person(id) DEFERRABLE INITIALLY DEFERRED,
    channel TEXT NOT NULL,
    due_on TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX next_step_person ON next_step(person_id);

CREATE TABLE mute (
    id TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL REFERENCES young_person(id) DEFERRABLE INITIALLY DEFERRED,
    begun_on TEXT NOT NULL,
    until TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX mute_person ON mute(person_id, until);

CREATE TABLE leave (
    id TEXT PRIMARY KEY NOT NULL,
    case_worker_id TEXT NOT NULL REFERENCES case_worker(id) DEFERRABLE INITIALLY DEFERRED,
    substitute_id TEXT NOT NULL REFERENCES case_worker(id) DEFERRABLE INITIALLY DEFERRED,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL
) STRICT;
CREATE INDEX leave_worker ON leave(case_worker_id, last_day);
CREATE INDEX leave_substitute ON leave(substitute_id, last_day);

CREATE TABLE saved_view (
    id TEXT PRIMARY KEY NOT NULL,
    owner TEXT NOT NULL,
    place TEXT NOT NULL,
    name TEXT NOT NULL,
    choices TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX saved_view_name ON saved_view(owner, place, name);
""",
    log_triggers("next_step", ("id", "person_id", "channel", "due_on"), "person_id"),
    log_triggers("mute", ("id", "person_id", "begun_on", "until", "reason"), "person_id"),
    log_triggers("leave", ("id", "case_worker_id", "substitute_id", "first_day", "last_day"), "NULL"),
    log_triggers("saved_view", ("id", "owner", "place", "name", "choices"), "NULL"),
)
