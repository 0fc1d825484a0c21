"""Step 4: half-written texts, kept as they are typed.

A draft is no fact of the register: it is written at every pause of the keys, so no change-log row holds it,
and it goes away when its form is sent or thrown away. Sealed to the protected key where it may tell who a
protected person is.
"""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE draft (
    author TEXT NOT NULL,
    place TEXT NOT NULL,
    person_id TEXT NOT NULL,
    fields TEXT NOT NULL,
    sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
    written_at TEXT NOT NULL,
    PRIMARY KEY (author, place, person_id)
) STRICT, WITHOUT ROWID;
""",
)
