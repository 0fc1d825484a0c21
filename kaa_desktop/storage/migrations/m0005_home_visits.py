"""Step 5: rounds of home visits, who goes with whom, and when they are expected back."""

from __future__ import annotations

from kaa_desktop.storage.migrations.log_triggers import log_triggers

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE visit_round (
    id TEXT PRIMARY KEY NOT NULL,
    planned_on TEXT NOT NULL,
    area TEXT NOT NULL,
    worker_id TEXT REFERENCES case_worker(id) DEFERRABLE INITIALLY DEFERRED,
    companion_id TEXT REFERENCES case_worker(id) DEFERRABLE INITIALLY DEFERRED,
    phone TEXT NOT NULL,
    expected_back TEXT NOT NULL,
    back_at TEXT
) STRICT;
CREATE INDEX visit_round_day ON visit_round(planned_on);
CREATE INDEX visit_round_worker ON visit_round(worker_id);
CREATE INDEX visit_round_companion ON visit_round(companion_id);
CREATE INDEX visit_round_out ON visit_round(planned_on) WHERE back_at IS NULL AND expected_back <> '';

CREATE TABLE home_visit (
    id TEXT PRIMARY KEY NOT NULL,
    round_id TEXT NOT NULL REFERENCES visit_round(id) DEFERRABLE INITIALLY DEFERRED,
    person_id TEXT NOT NULL REFERENCES young_person(id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    contact_attempt_id TEXT REFERENCES contact_attempt(id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX home_visit_person ON home_visit(round_id, person_id);
CREATE INDEX home_visit_of_person ON home_visit(person_id);
CREATE INDEX home_visit_contact ON home_visit(contact_attempt_id);

CREATE INDEX young_person_home
ON young_person(replace(postal_code, ' ', ''), city, street, sort_name, id, turns_20_on)
WHERE sealed = '' AND street <> '';
CREATE INDEX episode_registered ON episode(registered_on, deregistration_reason, person_id);
CREATE INDEX episode_deregistered ON episode(deregistered_on, person_id) WHERE deregistered_on IS NOT NULL;
""",
    log_triggers(
        "visit_round",
        (
            "id",
            "planned_on",
            "area",
            "worker_id",
            "companion_id",
            "phone",
            "expected_back",
            "back_at",
        ),
        "NULL",
    ),
    log_triggers(
        "home_visit", ("id", "round_id", "person_id", "position", "contact_attempt_id"), "person_id"
    ),
)
