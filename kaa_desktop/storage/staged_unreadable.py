"""Makes room for files that are imported again, since their rows cannot be read any more.

Imported where a file is taken in: start-up pays nothing for it.
"""

from __future__ import annotations

from sqlalchemy import Connection

from kaa_desktop.storage.at_hand import rows_at_hand, state_of
from kaa_desktop.storage.source_files import erase_file, files_in_force
from kaa_desktop.storage.staged_parts import is_readable


def erase_unreadable(connection: Connection, kind: str) -> None:
    """Erase the files of a kind that cannot be read, so that the very same ones may be taken in anew.

    Those of other kinds stay, and the next reconciliation asks for them: it would err without them.
    """
    at_hand = rows_at_hand(connection)
    for file in files_in_force(connection, kind):
        if not at_hand.holds(state_of(connection, file)) and not is_readable(connection, file):
            erase_file(connection, file)
