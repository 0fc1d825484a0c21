from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import msoffcrypto
import pytest
from msoffcrypto.exceptions import DecryptionError

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.errors import CancelledError, InvalidInputError, NotAllowedError
from kaa_desktop.domain.personal_number import parse_personal_number
from kaa_desktop.domain.register_history import (
    ContactRecord,
    EpisodeRecord,
    MeasureRecord,
    PersonRecord,
    RegisterHistory,
)
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.services.demo import fill_with_demo
from kaa_desktop.services.register_exports import RegisterExport, export_register
from kaa_desktop.services.register_files import import_register
from kaa_desktop.services.registers import close
from kaa_desktop.services.settings import change_settings
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.register import Register
from kaa_desktop.storage.register_exports import stored_history
from kaa_desktop.storage.register_histories import HistoryIntake
from tests.services.workspaces import (
    PASSPHRASE,
    REGISTER_WORKBOOK,
    SETTINGS,
    TODAY,
    USER,
    Cancelled,
    MovableClock,
    counts,
    number,
    opener,
    reads,
)

REASON = "flytt till nytt register"
PASSWORD = "hemligt ord åäö"
ANNA, BO, CILLA, SEALED = (number("20080314", serial) for serial in ("238", "239", "240", "241"))


def no_birthday() -> str:
    """A coordination number that tells no birthday."""
    return number("20080060", "238")


def person(value: str, **more: str) -> PersonDetails:
    return PersonDetails(number=parse_personal_number(value, today=TODAY), **more)


def written_history() -> RegisterHistory:
    """One of each thing that is easily lost."""
    anna = person(
        ANNA,
        first_name="Anna  Maria",
        last_name="=1+1",
        street="Storgatan 1",
        postal_code="123 45",
        city="Å",
        phone="070-174 06 05",
        email="anna@example.org",
    )
    without_day = person(no_birthday(), first_name="Dagny")
    return RegisterHistory(
        people=[
            PersonRecord(details=anna, home_municipality="0180"),
            PersonRecord(details=person(BO, first_name="Bo")),
            PersonRecord(details=without_day, birth_date=date(2008, 5, 6)),
            PersonRecord(
                details=person(SEALED, first_name="Skyddad", last_name="Person", street="Hemliga gatan 1"),
                protection=Protection.PROTECTED_REGISTRATION,
                home_municipality="1480",
            ),
        ],
        episodes=[
            EpisodeRecord(
                number=ANNA,
                registered_on=date(2026, 1, 10),
                deregistered_on=date(2026, 1, 20),
                deregistration_reason="registered_in_error",
            ),
            EpisodeRecord(number=ANNA, registered_on=date(2026, 1, 10), case_worker="Eva Ek"),
            EpisodeRecord(
                number=no_birthday(),
                registered_on=date(2025, 9, 1),
                registration_reason="dropped_out",
                last_school_activity="study_certificate",
                deregistered_on=date(2026, 2, 1),
                deregistration_reason="moved",
            ),
            EpisodeRecord(number=no_birthday(), registered_on=date(2026, 8, 1)),
            EpisodeRecord(number=SEALED, registered_on=date(2026, 8, 1)),
        ],
        contacts=[
            ContactRecord(
                number=ANNA,
                made_on=date(2026, 2, 1),
                channel="phone",
                outcome="reached",
                occupation="work",
                case_worker="Eva Ek",
                note="=CMD()\nandra raden",
            ),
            ContactRecord(number=ANNA, made_on=date(2026, 2, 1), channel="sms", outcome="no_answer"),
            ContactRecord(number=ANNA, made_on=date(2026, 2, 1), channel="sms", outcome="no_answer"),
            ContactRecord(number=SEALED, made_on=date(2026, 8, 9), channel="sms", outcome="no_answer"),
        ],
        measures=[
            MeasureRecord(number=ANNA, kind="guidance", offered_on=date(2026, 2, 1), response="declined"),
            MeasureRecord(
                number=ANNA,
                kind="guidance",
                started_on=date(2026, 3, 1),
                ended_on=date(2026, 4, 1),
                end_reason="completed",
                occupation_after="work",
            ),
        ],
    )


def fill(workspace: Workspace, history: RegisterHistory) -> None:
    register = workspace.register
    with register.operation("import.register") as scope:
        HistoryIntake(scope, register.keys, workspace.person_secret(), NoProgress()).take_in(history)


def export(workspace: Workspace, path: Path, *, reason: str = "") -> RegisterExport:
    return export_register(workspace, path, NoProgress(), password=None, protected_reason=reason)


def other_workspace(tmp_path: Path, clock: MovableClock) -> Workspace:
    settings = replace(SETTINGS, allow_interim=True)
    return opener(clock).create(tmp_path / "annat.kaa", user=USER, passphrase=PASSPHRASE, settings=settings)[
        0
    ]


@pytest.mark.parametrize("source", ["by hand", "workbook", "demo"])
def test_export_import_and_export_again_are_equal(
    workspace: Workspace, tmp_path: Path, clock: MovableClock, source: str
) -> None:
    change_settings(workspace, replace(workspace.settings(), allow_interim=True))
    if source == "by hand":
        fill(workspace, written_history())
    elif source == "workbook":
        import_register(workspace, REGISTER_WORKBOOK, NoProgress())
    else:
        fill_with_demo(workspace, people=120, seed=3, progress=NoProgress())
    first, second = tmp_path / "ett.xlsx", tmp_path / "två.xlsx"
    written = export(workspace, first, reason=REASON)
    other = other_workspace(tmp_path, clock)
    try:
        taken = import_register(other, first, NoProgress())[0].taken
        assert export(other, second, reason=REASON) == written
        assert second.read_bytes() == first.read_bytes()
        assert (taken.people, taken.episodes) == (written.people, written.episodes)
        assert (taken.contacts, taken.measures) == (written.contacts, written.measures)
        tables = ("young_person", "episode", "contact_attempt", "measure", "case_worker")
        assert [counts(other)[t] for t in tables[:4]] == [counts(workspace)[t] for t in tables[:4]]
        if source == "by hand":
            assert protected_facts(other) == protected_facts(workspace)
            assert written == RegisterExport(
                people=4, episodes=5, contacts=4, measures=2, protected=1, left_out=0, encrypted=False
            )
    finally:
        close(other)


def protected_facts(workspace: Workspace) -> list[tuple[str, str, bool]]:
    with workspace.register.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT protection, home_municipality, number FROM young_person WHERE sealed <> ''"
        )
        return [(row[0], row[1], bool(row[2])) for row in rows]


def test_an_import_into_the_same_register_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, written_history())
    path = tmp_path / "ett.xlsx"
    export(workspace, path, reason=REASON)
    before = counts(workspace)
    import_register(workspace, path, NoProgress())
    assert counts(workspace) == before


def test_protected_people_are_left_out_and_the_export_is_logged(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, written_history())
    path = tmp_path / "ett.xlsx"
    written = export(workspace, path)
    assert (written.people, written.protected, written.left_out) == (3, 0, 1)
    text = b"".join(parts(path.read_bytes()).values()).decode()
    assert "Anna Maria" in text
    for secret in ("Skyddad", "Hemliga gatan", SEALED, SEALED[2:], "S-"):
        assert secret not in text
    assert reads(workspace) == [("", "export", "")]


def test_with_the_right_and_a_reason_each_protected_person_is_logged(
    workspace: Workspace, tmp_path: Path
) -> None:
    fill(workspace, written_history())
    export(workspace, tmp_path / "ett.xlsx", reason=REASON)
    with workspace.register.read() as connection:
        protected = stored_history(connection, clear_with=workspace.register.keys).protected_ids
    assert len(protected) == 1
    assert reads(workspace) == [("", "export", REASON), (protected[0], "export", REASON)]


def test_without_the_right_a_reason_is_refused(
    workspace: Workspace, tmp_path: Path, clock: MovableClock
) -> None:
    blind = replace(workspace.register.keys, protected_key=None)
    register = Register(workspace.register.path, blind, clock=clock)
    try:
        with pytest.raises(NotAllowedError) as refused:
            export(Workspace(register, workspace.code_lists), tmp_path / "ett.xlsx", reason=REASON)
    finally:
        register.close()
    assert refused.value.code == "person.no_right"
    assert reads(workspace) == []


def test_an_encrypted_workbook_opens_with_its_password_only(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, written_history())
    sealed, plain = tmp_path / "ett.xlsx", tmp_path / "två.xlsx"
    written = export_register(workspace, sealed, NoProgress(), password=PASSWORD)
    assert written.encrypted
    export(workspace, plain)
    content = sealed.read_bytes()
    assert b"Anna" not in content
    assert not zipfile.is_zipfile(sealed)
    assert opened(content, PASSWORD) == plain.read_bytes()
    with pytest.raises(DecryptionError):
        opened(content, "fel")
    with pytest.raises(InvalidInputError) as refused:
        import_register(workspace, sealed, NoProgress())
    assert refused.value.code == "file.encrypted"
    assert {path.name for path in tmp_path.iterdir() if path.suffix not in {".kaa", ".keys"}} <= {
        "ett.xlsx", "två.xlsx", "register.kaa-wal", "register.kaa-shm",
    }  # fmt: skip


def opened(content: bytes, password: str) -> bytes:
    document = msoffcrypto.OfficeFile(io.BytesIO(content))
    document.load_key(password=password)
    clear = io.BytesIO()
    document.decrypt(clear, verify_integrity=True)
    return clear.getvalue()


def test_no_cell_is_a_formula(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, written_history())
    path = tmp_path / "ett.xlsx"
    export(workspace, path)
    sheets = [text for name, text in parts(path.read_bytes()).items() if "worksheets/" in name]
    assert len(sheets) == 3
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("register.kaa", None, "export.suffix"),
        ("ett.csv", PASSWORD, "export.suffix"),
        ("ett.xlsx", "", "export.password_missing"),
        ("finns inte/ett.xlsx", None, "file.not_writable"),
    ],
)
def test_what_cannot_be_written_is_told(
    workspace: Workspace, tmp_path: Path, name: str, password: str | None, code: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        export_register(workspace, tmp_path / name, NoProgress(), password=password)
    assert refused.value.code == code
    assert not list(tmp_path.glob("**/*.part"))


def test_cancelling_leaves_the_former_file(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "ett.xlsx"
    path.write_bytes(b"former")
    with pytest.raises(CancelledError):
        export_register(workspace, path, Cancelled(at_step=4), password=PASSWORD)
    assert path.read_bytes() == b"former"
    assert reads(workspace) == []
