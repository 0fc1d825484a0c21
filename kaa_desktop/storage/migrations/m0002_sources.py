"""Step 2: the rows of sources that a reconciliation sets against the register.

They are staging, not register facts: no change-log row holds them, they hang on their import (which is
logged, and can be undone), and they are erased when the reconciliation is closed. Pupils stand here under
the keyed hash of their number alone.
"""

from __future__ import annotations

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
""",
)
