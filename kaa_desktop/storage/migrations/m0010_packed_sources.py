"""Step 10: the rows of sources lie packed by columns, many thousands to a blob.

A whole country is a million rows; one insert each took longer than to read them. Residents who are protected
keep a row of their own, sealed. What was staged before has to be taken in anew: its keys cannot be turned into the new ones.
"""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """
DROP VIEW source_resident;
DROP VIEW source_enrolment;
DROP VIEW source_exam;
DROP TABLE staged_resident;
DROP TABLE staged_enrolment;
DROP TABLE staged_exam;
DELETE FROM staged_file;

CREATE TABLE staged_part (
    file INTEGER NOT NULL,
    holds TEXT NOT NULL,
    part INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX staged_part_place ON staged_part(file, holds, part);

CREATE TABLE staged_hidden (
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
CREATE UNIQUE INDEX staged_hidden_person ON staged_hidden(file, person_key);
""",
)
