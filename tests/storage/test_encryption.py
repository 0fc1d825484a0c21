"""What lies on the disk is unreadable, also while the register is in use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.backups import back_up
from kaa_desktop.services.contacts import ContactEntry, log_contact
from kaa_desktop.services.settings import change_settings
from kaa_desktop.services.workspace import Workspace
from tests.registers import PASSPHRASE, SETTINGS, new_workspace, person, registered

SECRETS = (
    "Gunvor",
    "Fjällström",
    "Hemlige",
    "Granvägen",
    "Ekköping",
    "070-174 06 35",
    "0701740635",
    "@example.org",
    "200803142384",
    "20080314-2384",
    "0803142384",
    "ringer tillbaka",
    "vill läsa",
    "CREATE TABLE",
    "young_person",
    "Stockholm",
    PASSPHRASE,
)


def test_no_file_holds_a_readable_name_number_note_or_street(workspace: Workspace, tmp_path: Path) -> None:
    seen: set[str] = set()
    first = registered(workspace, person(238, first_name="Gunvor", last_name="Fjällström"))
    assert find(tmp_path, seen) == []
    second = registered(
        workspace,
        person(241, first_name="Hemlige", last_name="Fjällström"),
        protection=Protection.PROTECTED_REGISTRATION,
    )
    entry = ContactEntry(
        made_on=date(2026, 2, 3), channel="phone", outcome="reached", note="Vill läsa, ringer tillbaka"
    )
    log_contact(workspace, [first, second], entry)
    change_settings(workspace, SETTINGS)
    with workspace.register.read() as connection:  # an open snapshot keeps the write-ahead log
        connection.exec_driver_sql("SELECT count(*) FROM young_person").scalar()
        for serial in range(100, 130):
            registered(workspace, person(serial))
        assert find(tmp_path, seen) == []
    backup = back_up(workspace, tmp_path)
    assert find(tmp_path, seen) == []
    workspace.register.close()
    assert find(tmp_path, seen) == []
    name = workspace.register.path.name
    assert seen == {name, f"{name}-wal", f"{name}-shm", f"{name}.keys", backup.path.name}


def find(folder: Path, seen: set[str]) -> list[tuple[str, str]]:
    """Secrets that stand in a file, in any usual encoding, case, or as JSON; notes which files there are."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            seen.add(path.name)
            data = path.read_bytes()
            found += [(path.name, secret) for secret in SECRETS if any(f in data for f in forms(secret))]
    return found


def forms(secret: str) -> set[bytes]:
    written = {secret, secret.lower(), secret.upper(), secret.encode("unicode_escape").decode()}
    return {
        text.encode(code, "replace")
        for text in written
        for code in ("utf-8", "utf-16-le", "utf-16-be", "cp1252")
    }


def test_the_search_for_secrets_finds_them(tmp_path: Path) -> None:
    (tmp_path / "leak").write_text("… Fjällström …", "utf-16")
    assert find(tmp_path, set()) == [("leak", "Fjällström")]


def test_two_registers_with_the_same_people_have_nothing_in_common(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = new_workspace(tmp_path / "other")
    ids = [registered(each, person(238)) for each in (workspace, other)]
    assert ids[0] != ids[1]
    for each in (workspace, other):
        each.register.close()
    files = [each.register.path.read_bytes() for each in (workspace, other)]
    blocks = [{data[start : start + 16] for start in range(0, len(data), 16)} for data in files]
    assert blocks[0] & blocks[1] == set()
