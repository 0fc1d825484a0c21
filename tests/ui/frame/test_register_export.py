"""The whole register leaves as a workbook, and the empty one is saved."""

from __future__ import annotations

from pathlib import Path

from kaa_desktop.domain.person_list import PeopleFilter
from kaa_desktop.files.encrypted_files import decrypted_workbook
from kaa_desktop.files.register_workbook import read_register_workbook
from kaa_desktop.i18n import Translator
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import count_people
from tests.ui.drivers.files import choose_file
from tests.ui.drivers.settings import SettingsDriver
from tests.ui.frame.conftest import OpenSession


def test_the_register_is_exported_under_a_password(
    open_session: OpenSession, english: Translator, workspace: Workspace, tmp_path: Path
) -> None:
    window = open_session(english)
    SettingsDriver(window).show("Safety")
    window.click("Export the register …")
    window.click("Choose a place …")
    window.wait_for_text("Enter a password, or choose to do without.")
    assert window.nameless() == []
    window.fill("Password for the file", "lång lösenfras")
    window.fill("The password once more", "lång lösenfras")
    window.click("Choose a place …")
    out = tmp_path / "ut.xlsx"
    choose_file(window, out)
    window.wait_for_text("were exported to ut.xlsx.")
    opened = tmp_path / "clear.xlsx"
    opened.write_bytes(decrypted_workbook(out, "lång lösenfras"))
    read = read_register_workbook(opened, today=workspace.today, code_lists=workspace.code_lists)
    protected = count_people(workspace, PeopleFilter.ALL) - len(read.history.people)
    assert read.history.people
    assert protected >= 0


def test_an_empty_workbook_is_saved(
    open_session: OpenSession, english: Translator, workspace: Workspace, tmp_path: Path
) -> None:
    window = open_session(english)
    SettingsDriver(window).show("Safety")
    window.click("Save an empty workbook …")
    out = tmp_path / "tom.xlsx"
    choose_file(window, out)
    window.wait_for_text("Saved: tom.xlsx")
    read = read_register_workbook(out, today=workspace.today, code_lists=workspace.code_lists)
    assert not read.history.people
