"""Step 2: the sources that a reconciliation sets against the register, school notices, and what was decided.

Source rows are staging, not register facts: no change-log row holds them, they hang on their import (which is
logged, and can be undone), and they are erased when the reconciliation is closed. Pupils stand here under
the keyed hash of their number alone.
"""

from __future__ import annotations

from kaa_desktop.storage.migrations.log_triggers import log_triggers

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE source_resident (
    batch_id TEXT NOT NULL,
    file_row INTEGER NOT NULL,
    person_key TEXT NOT NULL,
    number TEXT NOT NULL,
    number_kind TEXT NOT NULL,
    birth_date TEXT,
    sex TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    street TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    city TEXT NOT NULL,
    protection TEXT NOT NULL,
    case_number TEXT NOT NULL,
    sealed TEXT NOT NULL,
    home_municipality TEXT NOT NULL,
    moved_in_on TEXT,
    PRIMARY KEY (batch_id, person_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_enrolment (
    batch_id TEXT NOT NULL,
    file_row INTEGER NOT NULL,
    person_key TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    programme TEXT NOT NULL,
    school TEXT NOT NULL,
    organiser TEXT NOT NULL,
    PRIMARY KEY (batch_id, file_row)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_exam (
    batch_id TEXT NOT NULL,
    file_row INTEGER NOT NULL,
    person_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    PRIMARY KEY (batch_id, file_row)
) STRICT, WITHOUT ROWID;

CREATE TABLE school_notice (
    id TEXT PRIMARY KEY NOT NULL,
    batch_id TEXT,
    person_key TEXT NOT NULL,
    number TEXT NOT NULL,
    sealed TEXT NOT NULL,
    case_number TEXT NOT NULL,
    kind TEXT NOT NULL,
    dated TEXT NOT NULL,
    school TEXT NOT NULL,
    status TEXT NOT NULL,
    follow_up_on TEXT
) STRICT;
CREATE INDEX school_notice_person ON school_notice(person_key, dated);
CREATE INDEX school_notice_status ON school_notice(status, kind, dated);

CREATE TABLE reconcile_decision (
    id TEXT PRIMARY KEY NOT NULL,
    person_key TEXT NOT NULL,
    group_name TEXT NOT NULL,
    facts TEXT NOT NULL,
    decision TEXT NOT NULL,
    reason TEXT NOT NULL,
    case_worker_id TEXT REFERENCES case_worker(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX reconcile_decision_person ON reconcile_decision(person_key, group_name);
CREATE INDEX reconcile_decision_worker ON reconcile_decision(case_worker_id);

CREATE TABLE different_people (
    id TEXT PRIMARY KEY NOT NULL,
    first_id TEXT NOT NULL,
    second_id TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX different_people_pair ON different_people(first_id, second_id);

CREATE TABLE reconciliation (
    id TEXT PRIMARY KEY NOT NULL,
    as_of TEXT NOT NULL,
    expected INTEGER NOT NULL,
    expected_registered INTEGER NOT NULL,
    counts TEXT NOT NULL
) STRICT;
""",
    log_triggers(
        "school_notice",
        (
            "id",
            "batch_id",
            "person_key",
            "number",
            "sealed",
            "case_number",
            "kind",
            "dated",
            "school",
            "status",
            "follow_up_on",
        ),
        "NULL",
    ),
    log_triggers(
        "reconcile_decision",
        ("id", "person_key", "group_name", "facts", "decision", "reason", "case_worker_id"),
        "NULL",
    ),
    log_triggers("different_people", ("id", "first_id", "second_id"), "NULL"),
    log_triggers("reconciliation", ("id", "as_of", "expected", "expected_registered", "counts"), "NULL"),
)
