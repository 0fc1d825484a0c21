from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.letters import LetterText, LetterWording
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.letters import (
    Letter,
    WrittenLetters,
    change_wording,
    letter_wording,
    note_message,
    prepare_letters,
    shipped_letters,
    write_letters,
)
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.services.young_people import Registration, open_person, register_person
from tests.reports.pdf_reading import text
from tests.services.workspaces import TODAY, USER, details, number, operations, reads, registered

LETTER = Letter(
    channel="letter", language="sv", text=LetterText("Hej", "Hej {first_name}! Ring {phone}."), log=True
)


def at_home(workspace: Workspace, value: str, first: str, last: str) -> str:
    person = details(value, first, last, street="Granvägen 12", postal_code="123 45", city="Ekköping")
    return register_person(workspace, Registration(details=person, registered_on=date(2026, 8, 1)))[0]


@pytest.fixture
def people(workspace: Workspace) -> dict[str, str]:
    change_wording(workspace, LetterWording(phone="08-12 34 56", address="Box 1, 123 21 Ekköping"))
    return {
        "Alva": at_home(workspace, number("20080315", "238"), "Alva", "Berg"),
        "Bo": registered(workspace, number("20080415", "239"), first="Bo", last="Ek", phone="070-174 06 05"),
        "Cia": at_home(workspace, number("20080515", "240"), "Cia", "Lind"),
        "Dag": registered(
            workspace,
            number("20080615", "241"),
            first="Dag",
            last="Ros",
            protection=Protection.CONFIDENTIALITY_MARK,
        ),
    }


def sent(workspace: Workspace, person_id: str) -> list[tuple[str, str]]:
    return [(contact.channel, contact.outcome) for contact in open_person(workspace, person_id).contacts]


def test_the_wording_is_kept_and_undone(workspace: Workspace) -> None:
    own = LetterWording(phone="08-1", own={"sms.sv": LetterText("", "Hej {first_name}!")})
    change_wording(workspace, own)
    assert letter_wording(workspace) == own
    assert operations(workspace)[-1] == "letters.change"
    undo(workspace)
    assert letter_wording(workspace) == LetterWording()


def test_texts_as_shipped_are_not_kept(workspace: Workspace) -> None:
    template = shipped_letters()[0]
    change_wording(workspace, LetterWording(own={f"{template.id}.sv": template.texts["sv"]}))
    assert workspace.settings().letter_texts == ""


def test_an_unknown_name_is_refused(workspace: Workspace) -> None:
    with pytest.raises(InvalidInputError, match=r"letter\.unknown_placeholder"):
        change_wording(workspace, LetterWording(own={"sms.sv": LetterText("", "Hej {namn}!")}))
    assert workspace.settings().letter_texts == ""


def test_for_one_person_all_is_known(workspace: Workspace, people: dict[str, str]) -> None:
    forms = prepare_letters(workspace, [people["Alva"]])
    assert forms.values["sv"] == {
        "case_worker": USER,
        "municipality": "Stockholm",
        "phone": "08-12 34 56",
        "date": "30 september 2026",
        "first_name": "Alva",
    }
    assert forms.street == "Granvägen 12, 123 45 Ekköping"
    assert prepare_letters(workspace, [people["Bo"]]).phone == "070-174 06 05"
    several = prepare_letters(workspace, list(people.values()))
    assert "first_name" not in several.values["en"]
    assert (several.street, several.protected, several.without_address) == ("", 1, 1)


def test_each_gets_a_page_and_the_attempt_is_noted(
    workspace: Workspace, people: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "letters.pdf"
    written, changes = write_letters(workspace, list(people.values()), LETTER, path, password=None)
    assert written == WrittenLetters(letters=2, protected=1, without_address=1)
    read = text(path.read_bytes(), tmp_path)
    for told in (
        "Hej Alva! Ring 08-12 34 56.",
        "Hej Cia!",
        "Alva Berg",
        "Granvägen 12",
        "Box 1, 123 21 Ekköping",
    ):
        assert told in read
    assert "Dag" not in read
    assert "Bo" not in read.replace("Box", "")
    assert changes.person_ids >= {people["Alva"], people["Cia"]}
    assert sent(workspace, people["Alva"]) == [("letter", "sent")]
    assert sent(workspace, people["Bo"]) == sent(workspace, people["Dag"]) == []
    assert [row[:2] for row in reads(workspace) if row[1] == "letters"] == [
        (people["Alva"], "letters"),
        (people["Cia"], "letters"),
    ]
    undo(workspace)
    assert sent(workspace, people["Alva"]) == []


def test_a_letter_may_be_written_without_noting_it(
    workspace: Workspace, people: dict[str, str], tmp_path: Path
) -> None:
    before = operations(workspace)
    letter = replace(LETTER, log=False)
    write_letters(workspace, [people["Bo"]], letter, tmp_path / "l.pdf", password="fyra ord i rad")
    assert operations(workspace) == before
    assert b"/Encrypt" in (tmp_path / "l.pdf").read_bytes()


@pytest.mark.parametrize(
    ("who", "body", "code"),
    [
        (("Dag",), "Hej!", "letter.nobody"),
        (("Bo", "Dag"), "Hej!", "letter.nobody"),
        (("Alva",), "Hej {namn}!", "letter.open_place"),
        (("Alva",), " ", "letter.empty"),
    ],
)
def test_what_cannot_be_sent_is_neither_written_nor_noted(
    workspace: Workspace, people: dict[str, str], tmp_path: Path, who: tuple[str, ...], body: str, code: str
) -> None:
    before, path = operations(workspace), tmp_path / "l.pdf"
    letter = replace(LETTER, text=LetterText("Hej", body))
    with pytest.raises(InvalidInputError) as refused:
        write_letters(workspace, [people[name] for name in who], letter, path, password=None)
    assert refused.value.code == code
    assert not path.exists()
    assert operations(workspace) == before


def test_a_text_message_is_noted_as_sent(workspace: Workspace, people: dict[str, str]) -> None:
    message = Letter(channel="sms", language="sv", text=LetterText("", "Hej Bo!"), log=True)
    note_message(workspace, people["Bo"], message)
    contact = open_person(workspace, people["Bo"]).contacts[-1]
    assert (contact.channel, contact.outcome, contact.made_on) == ("sms", "sent", TODAY)
    assert note_message(workspace, people["Bo"], replace(message, log=False)).operation_id is None
    with pytest.raises(InvalidInputError, match=r"letter\.nobody"):
        note_message(workspace, people["Dag"], message)
