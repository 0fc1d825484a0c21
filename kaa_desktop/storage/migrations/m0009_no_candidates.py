"""Step 9: the list of candidates gives way to the reconciliation.

It held people outside the target group, whom the register may not keep: the rows go, and the change log keeps
only the hashes of what it knew of them, so that its chain still holds.
"""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """
DROP TABLE candidate;
UPDATE change_log
SET erased_hash = kaa_values_hash(salt, old_values, new_values), old_values = NULL, new_values = NULL, salt = ''
WHERE table_name = 'candidate' AND erased_hash IS NULL;
""",
)
