"""What another program has changed in the open register is noticed, once, and one's own changes are not."""

from __future__ import annotations

from contextlib import suppress

from kaa_desktop.domain.errors import KaaError
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import note_reading
from tests.registers import SETTINGS, TODAY, person, registered, unlocked


def test_only_what_others_change_is_noticed(workspace: Workspace) -> None:
    register = workspace.register
    with register.read(), register.read():
        start = register.data_version()
    assert {register.data_version() for _ in range(6)} == {start}
    person_id = registered(workspace, person(100))
    note_reading(workspace, person_id)
    with suppress(KaaError):
        registered(workspace, person(101), on=TODAY.replace(year=2027))
    assert {register.data_version() for _ in range(6)} == {start}
    with unlocked(register.path) as other:
        registered(other, person(102))
        changed = register.data_version()
        assert changed > start
        registered(workspace, person(103))
        assert register.data_version() == changed
        undo(other)
        assert register.data_version() > changed
    assert len({register.data_version() for _ in range(6)}) == 1


def test_what_others_write_after_one_tried_in_vain_is_noticed(workspace: Workspace) -> None:
    """A number that was not used in the end is given to somebody else."""
    register = workspace.register
    start = register.data_version()
    with register.operation("nothing") as scope:
        assert scope.number
    with register.operation("trial", keep=False) as scope:
        scope.connection.exec_driver_sql("DELETE FROM setting")
    with unlocked(register.path) as other:
        registered(other, person(102))
    assert register.data_version() > start
    assert workspace.settings() == SETTINGS
