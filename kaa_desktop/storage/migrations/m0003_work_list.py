"""Step 3: the work list: next steps set by hand, muting, leave with a substitute, saved views.

`work_item` is no register fact: it is derived from the facts, so that the list opens at once. Whoever
changes a fact leaves the person in `work_dirty`; the list is brought up to date before it is read. An empty
id there stands for the contact plan, which concerns everybody.
"""

from __future__ import annotations

from kaa_desktop.storage.migrations.log_triggers import log_triggers

_FACTS = """
CREATE TABLE next_step (
    id TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL REFERENCES young_person(id) DEFERRABLE INITIALLY DEFERRED,
    channel TEXT NOT NULL,
    due_on TEXT NOT NULL,
    set_on TEXT NOT NULL
) STRICT;
CREATE INDEX next_step_person ON next_step(person_id, set_on, id);

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
"""

_DERIVED = """
CREATE TABLE work_item (
    row_number INTEGER PRIMARY KEY,
    person_id TEXT NOT NULL UNIQUE,
    case_worker_id TEXT NOT NULL,
    area TEXT NOT NULL,
    registered_on TEXT NOT NULL,
    birth_date TEXT,
    attempt_days INTEGER NOT NULL,
    last_attempt_on TEXT,
    last_reached_on TEXT,
    last_letter_on TEXT,
    verified_on TEXT,
    protected INTEGER NOT NULL,
    hand_channel TEXT,
    hand_due_on TEXT,
    hand_set_on TEXT,
    measure_on TEXT,
    muted_until TEXT NOT NULL,
    mute_reason TEXT NOT NULL,
    flaws TEXT NOT NULL,
    channel TEXT NOT NULL,
    due_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    stale_on TEXT,
    measure_due_on TEXT,
    turns_18_on TEXT,
    turns_20_on TEXT,
    changes_on TEXT
) STRICT;
CREATE INDEX work_item_due ON work_item(due_on, muted_until);
CREATE INDEX work_item_worker ON work_item(case_worker_id, due_on, muted_until);
CREATE INDEX work_item_stale ON work_item(stale_on, muted_until);
CREATE INDEX work_item_20 ON work_item(turns_20_on, muted_until);
CREATE INDEX work_item_18 ON work_item(turns_18_on, muted_until);
CREATE INDEX work_item_measure ON work_item(measure_due_on, muted_until) WHERE measure_due_on IS NOT NULL;
CREATE INDEX work_item_never ON work_item(registered_on, muted_until) WHERE last_attempt_on IS NULL;
CREATE INDEX work_item_flaws ON work_item(registered_on, muted_until) WHERE flaws <> '';
CREATE INDEX work_item_muted ON work_item(muted_until) WHERE muted_until <> '';
CREATE INDEX work_item_area ON work_item(area);
CREATE INDEX work_item_changes ON work_item(changes_on);

CREATE TABLE work_dirty (
    person_id TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO work_dirty(person_id) SELECT DISTINCT person_id FROM episode WHERE deregistered_on IS NULL;
"""

_PERSONAL = ("episode", "contact_attempt", "occupation", "measure", "next_step", "mute")


def _noticed(table: str, person: str) -> str:
    """Triggers that tell of whom a fact has changed."""
    return f"""
CREATE TRIGGER work_insert_{table} AFTER INSERT ON {table} BEGIN
    INSERT OR IGNORE INTO work_dirty VALUES (new.{person});
END;
CREATE TRIGGER work_update_{table} AFTER UPDATE ON {table} BEGIN
    INSERT OR IGNORE INTO work_dirty VALUES (old.{person});
    INSERT OR IGNORE INTO work_dirty VALUES (new.{person});
END;
CREATE TRIGGER work_delete_{table} AFTER DELETE ON {table} BEGIN
    INSERT OR IGNORE INTO work_dirty VALUES (old.{person});
END;
"""


_PLAN_NOTICED = """
CREATE TRIGGER work_insert_setting AFTER INSERT ON setting WHEN new.id IN ('contact_plan', 'freshness_days') BEGIN
    INSERT OR IGNORE INTO work_dirty VALUES ('');
END;
CREATE TRIGGER work_update_setting AFTER UPDATE ON setting WHEN new.id IN ('contact_plan', 'freshness_days') BEGIN
    INSERT OR IGNORE INTO work_dirty VALUES ('');
END;
CREATE TRIGGER work_delete_setting AFTER DELETE ON setting WHEN old.id IN ('contact_plan', 'freshness_days') BEGIN
    INSERT OR IGNORE INTO work_dirty VALUES ('');
END;
"""

STATEMENTS: tuple[str, ...] = (
    _FACTS,
    log_triggers("next_step", ("id", "person_id", "channel", "due_on", "set_on"), "person_id"),
    log_triggers("mute", ("id", "person_id", "begun_on", "until", "reason"), "person_id"),
    log_triggers("leave", ("id", "case_worker_id", "substitute_id", "first_day", "last_day"), "NULL"),
    log_triggers("saved_view", ("id", "owner", "place", "name", "choices"), "NULL"),
    _DERIVED,
    *(_noticed(table, "person_id") for table in _PERSONAL),
    _noticed("young_person", "id"),
    _PLAN_NOTICED,
)
