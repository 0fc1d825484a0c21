"""Step 11: where the rows of sources lie while redo can bring their import back.

The same columns as the tables of step 10, from which undo takes them; `undo` is the operation that did.
"""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE shelved_file (
    number INTEGER PRIMARY KEY NOT NULL,
    batch_id TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    undo INTEGER NOT NULL REFERENCES operation(number)
) STRICT;
CREATE UNIQUE INDEX shelved_file_batch ON shelved_file(batch_id);

CREATE TABLE shelved_part (
    file INTEGER NOT NULL,
    holds TEXT NOT NULL,
    part INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX shelved_part_place ON shelved_part(file, holds, part);

CREATE TABLE shelved_hidden (
    file INTEGER NOT NULL,
    file_row INTEGER NOT NULL,
    staged_key INTEGER NOT NULL,
    person_key TEXT NOT NULL,
    birth_date TEXT,
    protection TEXT NOT NULL,
    home_municipality TEXT NOT NULL,
    moved_in_on TEXT,
    sex TEXT NOT NULL,
    case_number TEXT NOT NULL,
    sealed TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX shelved_hidden_person ON shelved_hidden(file, person_key);
""",
)
