"""Step 1: the register of the first release."""

from __future__ import annotations

from kaa_desktop.storage.migrations.log_triggers import log_triggers

_TABLES = """
CREATE TABLE meta (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE operation (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    details TEXT NOT NULL,
    actor TEXT NOT NULL,
    device TEXT NOT NULL,
    clock TEXT NOT NULL,
    made_at TEXT NOT NULL,
    undoes INTEGER REFERENCES operation(number),
    digest TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE change_log (
    number INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL REFERENCES operation(number),
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'delete')),
    old_values TEXT,
    new_values TEXT,
    person_id TEXT,
    salt TEXT NOT NULL DEFAULT (hex(randomblob(16))),
    erased_hash TEXT
) STRICT;
CREATE INDEX change_log_operation ON change_log(operation);
CREATE INDEX change_log_person ON change_log(person_id);
CREATE INDEX operation_undoes ON operation(undoes) WHERE undoes IS NOT NULL;

CREATE TABLE read_log (
    number INTEGER PRIMARY KEY,
    person_id TEXT NOT NULL,
    actor TEXT NOT NULL,
    device TEXT NOT NULL,
    read_at TEXT NOT NULL,
    what TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX read_log_person ON read_log(person_id);

CREATE TABLE setting (
    id TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE case_worker (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX case_worker_name ON case_worker(name);

CREATE TABLE young_person (
    row_number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL,
    number_kind TEXT NOT NULL,
    birth_date TEXT,
    turns_20_on TEXT,
    sex TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    street TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    city TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    protection TEXT NOT NULL,
    case_number TEXT NOT NULL,
    sealed TEXT NOT NULL,
    home_municipality TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX young_person_number ON young_person(number) WHERE number <> '';
CREATE INDEX young_person_sort ON young_person(sort_name, id);
CREATE INDEX young_person_protected ON young_person(id) WHERE sealed <> '';

CREATE TABLE episode (
    id TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL REFERENCES young_person(id) DEFERRABLE INITIALLY DEFERRED,
    registered_on TEXT NOT NULL,
    registration_reason TEXT NOT NULL,
    last_school_activity TEXT NOT NULL,
    case_worker_id TEXT REFERENCES case_worker(id) DEFERRABLE INITIALLY DEFERRED,
    deregistered_on TEXT,
    deregistration_reason TEXT NOT NULL
) STRICT;
CREATE INDEX episode_person ON episode(person_id, registered_on, id);
CREATE INDEX episode_open ON episode(person_id) WHERE deregistered_on IS NULL;
CREATE INDEX episode_worker ON episode(case_worker_id);

CREATE TABLE contact_attempt (
    id TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL REFERENCES young_person(id) DEFERRABLE INITIALLY DEFERRED,
    made_on TEXT NOT NULL,
    channel TEXT NOT NULL,
    outcome TEXT NOT NULL,
    occupation TEXT NOT NULL,
    case_worker_id TEXT REFERENCES case_worker(id) DEFERRABLE INITIALLY DEFERRED,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX contact_attempt_person ON contact_attempt(person_id, made_on, outcome);
CREATE INDEX contact_attempt_day ON contact_attempt(made_on, person_id, outcome, channel);
CREATE INDEX contact_attempt_worker ON contact_attempt(case_worker_id);

CREATE TABLE occupation (
    id TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL REFERENCES young_person(id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    from_date TEXT,
    verified_on TEXT NOT NULL,
    source TEXT NOT NULL,
    contact_attempt_id TEXT REFERENCES contact_attempt(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX occupation_person ON occupation(person_id, verified_on, id, kind);
CREATE INDEX occupation_contact ON occupation(contact_attempt_id);

CREATE TABLE measure (
    id TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL REFERENCES young_person(id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    offered_on TEXT,
    response TEXT NOT NULL,
    started_on TEXT,
    ended_on TEXT,
    end_reason TEXT NOT NULL,
    occupation_after TEXT NOT NULL,
    case_worker_id TEXT REFERENCES case_worker(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX measure_person ON measure(person_id, offered_on, id, started_on, ended_on, response);
CREATE INDEX measure_worker ON measure(case_worker_id);

CREATE TABLE candidate (
    id TEXT PRIMARY KEY NOT NULL,
    number TEXT NOT NULL,
    number_kind TEXT NOT NULL,
    birth_date TEXT,
    sex TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    street TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    city TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    protection TEXT NOT NULL,
    case_number TEXT NOT NULL,
    sealed TEXT NOT NULL,
    home_municipality TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX candidate_list ON candidate(status, sort_name);
CREATE UNIQUE INDEX candidate_number ON candidate(number) WHERE number <> '';

CREATE TABLE import_batch (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    counts TEXT NOT NULL
) STRICT;
"""

_SEARCH = """
CREATE VIRTUAL TABLE person_words USING fts5(
    name, number, phone, address, case_number,
    content='', contentless_delete=1, prefix='1 2 3', tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE person_infix USING fts5(
    name, number, phone,
    content='', contentless_delete=1, tokenize="trigram remove_diacritics 1"
);
CREATE TRIGGER search_insert AFTER INSERT ON young_person BEGIN
    INSERT INTO person_words(rowid, name, number, phone, address, case_number)
    VALUES (new.row_number, new.first_name || ' ' || new.last_name,
            new.number || ' ' || substr(new.number, 3) || ' ' || substr(new.number, 9), replace(replace(new.phone, '-', ''), ' ', ''),
            new.street || ' ' || new.city, new.case_number);
    INSERT INTO person_infix(rowid, name, number, phone)
    VALUES (new.row_number, new.first_name || ' ' || new.last_name, new.number, replace(replace(new.phone, '-', ''), ' ', ''));
END;
CREATE TRIGGER search_delete AFTER DELETE ON young_person BEGIN
    DELETE FROM person_words WHERE rowid = old.row_number;
    DELETE FROM person_infix WHERE rowid = old.row_number;
END;
CREATE TRIGGER search_update AFTER UPDATE ON young_person BEGIN
    DELETE FROM person_words WHERE rowid = old.row_number;
    DELETE FROM person_infix WHERE rowid = old.row_number;
    INSERT INTO person_words(rowid, name, number, phone, address, case_number)
    VALUES (new.row_number, new.first_name || ' ' || new.last_name,
            new.number || ' ' || substr(new.number, 3) || ' ' || substr(new.number, 9), replace(replace(new.phone, '-', ''), ' ', ''),
            new.street || ' ' || new.city, new.case_number);
    INSERT INTO person_infix(rowid, name, number, phone)
    VALUES (new.row_number, new.first_name || ' ' || new.last_name, new.number, replace(replace(new.phone, '-', ''), ' ', ''));
END;
"""

_LOGGED: dict[str, tuple[str, tuple[str, ...]]] = {
    "setting": ("NULL", ("id", "value")),
    "case_worker": ("NULL", ("id", "name", "active")),
    "young_person": (
        "id",
        (
            "id",
            "number",
            "number_kind",
            "birth_date",
            "turns_20_on",
            "sex",
            "first_name",
            "last_name",
            "street",
            "postal_code",
            "city",
            "phone",
            "email",
            "sort_name",
            "protection",
            "case_number",
            "sealed",
            "home_municipality",
        ),
    ),
    "episode": (
        "person_id",
        (
            "id",
            "person_id",
            "registered_on",
            "registration_reason",
            "last_school_activity",
            "case_worker_id",
            "deregistered_on",
            "deregistration_reason",
        ),
    ),
    "contact_attempt": (
        "person_id",
        ("id", "person_id", "made_on", "channel", "outcome", "occupation", "case_worker_id", "note"),
    ),
    "occupation": (
        "person_id",
        ("id", "person_id", "kind", "from_date", "verified_on", "source", "contact_attempt_id"),
    ),
    "measure": (
        "person_id",
        (
            "id",
            "person_id",
            "kind",
            "offered_on",
            "response",
            "started_on",
            "ended_on",
            "end_reason",
            "occupation_after",
            "case_worker_id",
        ),
    ),
    "candidate": (
        "NULL",
        (
            "id",
            "number",
            "number_kind",
            "birth_date",
            "sex",
            "first_name",
            "last_name",
            "street",
            "postal_code",
            "city",
            "sort_name",
            "protection",
            "case_number",
            "sealed",
            "home_municipality",
            "status",
            "reason",
        ),
    ),
    "import_batch": ("NULL", ("id", "kind", "file_hash", "counts")),
}

STATEMENTS: tuple[str, ...] = (
    _TABLES,
    _SEARCH,
    *(log_triggers(table, columns, person) for table, (person, columns) in _LOGGED.items()),
)
