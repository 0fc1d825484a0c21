"""Step 8: how the names of young people sound, for the search.

The index is filled by `kaa_sounds()`, which the product's connection offers; protected people have no name
here, as they have none in the other indexes.
"""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """
CREATE VIRTUAL TABLE person_sounds USING fts5(
    name, content='', contentless_delete=1, detail='none', tokenize="ascii"
);
INSERT INTO person_sounds(rowid, name)
SELECT row_number, kaa_sounds(first_name || ' ' || last_name) FROM young_person WHERE sealed = '';
CREATE TRIGGER sounds_insert AFTER INSERT ON young_person WHEN new.sealed = '' BEGIN
    INSERT INTO person_sounds(rowid, name)
    VALUES (new.row_number, kaa_sounds(new.first_name || ' ' || new.last_name));
END;
CREATE TRIGGER sounds_delete AFTER DELETE ON young_person WHEN old.sealed = '' BEGIN
    DELETE FROM person_sounds WHERE rowid = old.row_number;
END;
CREATE TRIGGER sounds_update AFTER UPDATE ON young_person
WHEN old.first_name IS NOT new.first_name OR old.last_name IS NOT new.last_name OR old.sealed IS NOT new.sealed BEGIN
    DELETE FROM person_sounds WHERE rowid = old.row_number;
    INSERT INTO person_sounds(rowid, name)
    SELECT new.row_number, kaa_sounds(new.first_name || ' ' || new.last_name) WHERE new.sealed = '';
END;
""",
)
