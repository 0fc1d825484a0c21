"""Step 2: the sources that a reconciliation sets against the register, school notices, and what was decided.

Source rows are staging, not register facts: no change-log row holds them, they go and come with their import
(which is logged; what is undone lies on the shelf of step 11), and they are erased when the reconciliation is
closed. Pupils stand here under the keyed hash of their number alone.

A whole country is half a million rows, so they are slim: a number stands for the import, and what only a page
of the list shows lies packed in one column. Everybody else reads them through the views.
"""

from __future__ import annotations

from kaa_desktop.storage.migrations.log_triggers import log_triggers

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE staged_file (
    number INTEGER PRIMARY KEY NOT NULL,
    batch_id TEXT NOT NULL,
    row_count INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX staged_file_batch ON staged_file(batch_id);

CREATE TABLE staged_resident (
    file INTEGER NOT NULL,
    file_row INTEGER NOT NULL,
    person_key TEXT NOT NULL,
    number TEXT NOT NULL,
    birth_date TEXT,
    protection TEXT NOT NULL,
    home_municipality TEXT NOT NULL,
    moved_in_on TEXT,
    details TEXT NOT NULL
) STRICT;

CREATE TABLE staged_enrolment (
    file INTEGER NOT NULL,
    file_row INTEGER NOT NULL,
    person_key TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    programme TEXT NOT NULL,
    school TEXT NOT NULL,
    organiser TEXT NOT NULL
) STRICT;

CREATE TABLE staged_exam (
    file INTEGER NOT NULL,
    file_row INTEGER NOT NULL,
    person_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    taken_on TEXT NOT NULL
) STRICT;

CREATE VIEW source_resident AS
SELECT f.batch_id, r.file, r.file_row, r.person_key, r.number, r.birth_date, r.protection,
    r.home_municipality, r.moved_in_on,
    r.details ->> 0 AS first_name, r.details ->> 1 AS last_name, r.details ->> 2 AS street,
    r.details ->> 3 AS postal_code, r.details ->> 4 AS city, r.details ->> 5 AS number_kind,
    r.details ->> 6 AS sex, coalesce(r.details ->> 7, '') AS case_number,
    coalesce(r.details ->> 8, '') AS sealed
FROM staged_resident r JOIN staged_file f ON f.number = r.file;
CREATE VIEW source_enrolment AS
SELECT f.batch_id, e.* FROM staged_enrolment e JOIN staged_file f ON f.number = e.file;
CREATE VIEW source_exam AS
SELECT f.batch_id, e.* FROM staged_exam e JOIN staged_file f ON f.number = e.file;

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
    "CREATE INDEX staged_resident_person ON staged_resident(person_key);",
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
