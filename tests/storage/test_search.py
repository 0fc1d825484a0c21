from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.register_history import PersonRecord, RegisterHistory
from kaa_desktop.services.searches import search
from kaa_desktop.services.undo import undo
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.register_histories import HistoryIntake
from kaa_desktop.storage.search import search_people
from tests.registers import new_workspace, person, registered

NAMES = (
    ("Åsa", "Öberg"),
    ("Asa", "Oberg"),
    ("Åke", "Ärlig"),
    ("Anna-Karin", "Lindqvist"),
    ("Karin", "Andersson Berg"),
    ("Lindqvista", "Ek"),
    ("André", "O'Brien"),
    ("Jürgen", "Müller"),
    ("Malin", "AND"),
    ("Near", "Not"),
)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = new_workspace(tmp_path_factory.mktemp("search"))
    for serial, (first, last) in enumerate(NAMES, start=230):
        registered(workspace, person(serial, first_name=first, last_name=last))
    yield workspace
    workspace.register.close()


def names(workspace: Workspace, text: str) -> list[str]:
    return [row.name for row in search(workspace, text)]


NUMBER = person(230).number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("åsa", ["Åsa Öberg", "Asa Oberg"]),
        ("asa", ["Asa Oberg", "Åsa Öberg"]),
        ("ASA ÖB", ["Asa Oberg", "Åsa Öberg"]),
        ("öberg åsa", ["Åsa Öberg", "Asa Oberg"]),
        ("A\u030asa", ["Åsa Öberg", "Asa Oberg"]),
        ("arlig", ["Åke Ärlig"]),
        ("lindqvist", ["Anna-Karin Lindqvist", "Lindqvista Ek"]),
        ("qvist", ["Lindqvista Ek", "Anna-Karin Lindqvist"]),
        ("karin", ["Karin Andersson Berg", "Anna-Karin Lindqvist"]),
        ("berg and", ["Karin Andersson Berg"]),
        ("andre", ["André O'Brien"]),
        ("o'brien", ["André O'Brien"]),
        ("brien", ["André O'Brien"]),
        ("muller", ["Jürgen Müller"]),
        ("malin and", ["Malin AND"]),
        ("near not", ["Near Not"]),
        (NUMBER.value, ["Åsa Öberg"]),
        (NUMBER.formatted, ["Åsa Öberg"]),
        (NUMBER.value[2:], ["Åsa Öberg"]),
        (NUMBER.formatted[2:], ["Åsa Öberg"]),
        (f"{NUMBER.value[:8]} {NUMBER.value[8:]}", ["Åsa Öberg"]),
        (f"{NUMBER.value[2:8]}+{NUMBER.value[8:]}", ["Åsa Öberg"]),
        (NUMBER.value[8:], ["Åsa Öberg"]),
        (f"-{NUMBER.value[8:]}", ["Åsa Öberg"]),
        (f"{NUMBER.value[8:]} ÅSA", ["Åsa Öberg"]),
        (f"åsa {NUMBER.value[:8]}", ["Åsa Öberg", "Asa Oberg"]),
        ("", []),
        ("   ", []),
        ("*", []),
        ('"', []),
        ("_", []),
        ("zzz", []),
    ],
)
def test_what_finds_whom_in_which_order(people: Workspace, text: str, found: list[str]) -> None:
    assert names(people, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "070-174 06 35",
        "0701740635",
        "070174",
        "070 174",
        "174 06 35",
        "0635",
        "granvägen",
        "ekköping",
        "+46 70-174 06 35",
        "0046701740635",
        "+46 (0)70 174 06",
        "+4670",
    ],
)
def test_phone_and_address_find_everybody_there(people: Workspace, text: str) -> None:
    assert len(names(people, text)) == len(NAMES)


@pytest.mark.parametrize(
    "text",
    [
        '"åsa',
        "åsa*",
        "åsa AND öberg",
        "NEAR(åsa öberg)",
        "-åsa",
        "name:åsa",
        "(åsa",
        "åsa)",
        "^åsa",
        "åsa + öberg",
        "åsa OR",
        "NOT åsa",
        "{name} : åsa",
        "åsa\x00öberg",
        "%' --",
        "ﬁ",
        "²",
        "👩‍🚀",
        "a" * 5000,
        "a " * 2000,
    ],
)
def test_the_syntax_of_the_index_is_only_text(people: Workspace, text: str) -> None:
    with people.register.read() as connection:
        assert len(search_people(connection, text, limit=50)) <= 50


@given(st.text(max_size=30) | st.text('"*^:(){}+-_ANDORTåöß٣²\x00\u030a', max_size=20))
def test_any_text_can_be_typed(people: Workspace, text: str) -> None:
    with people.register.read() as connection:
        found = search_people(connection, text, limit=5)
    assert len(found) == len(set(found)) <= 5


@given(st.sampled_from(range(len(NAMES))), st.integers(1, 30), st.sampled_from(["{0} {1}", "{1} {0}"]))
def test_every_beginning_of_a_name_finds_the_person(
    people: Workspace, which: int, length: int, form: str
) -> None:
    first, last = NAMES[which]
    typed = form.format(first, last)[:length]
    assert f"{first} {last}" in names(people, typed)


def test_a_phone_number_with_the_code_of_sweden_is_found_in_any_shape(workspace: Workspace) -> None:
    registered(workspace, replace(person(238), phone="+46 73-555 01 02"))
    for text in ("073-555 01 02", "0735550102", "+46735550102", "0046 73 555 01 02", "555 01 02"):
        assert len(names(workspace, text)) == 1


def test_what_is_undone_is_not_found(workspace: Workspace) -> None:
    registered(workspace, person(238, first_name="Gunvor"))
    assert names(workspace, "gunv") == ["Gunvor Öberg"]
    undo(workspace)
    assert names(workspace, "gunv") == []


def test_the_exact_name_is_found_among_very_many(workspace: Workspace) -> None:
    """More match than are read; whom the words name in full must be among those that are shown."""
    many = [
        PersonRecord(details=person(serial, first_name="Anna", last_name="Anderssonsdotter"))
        for serial in range(100, 350)
    ]
    register, secret = workspace.register, workspace.person_secret()
    with register.operation("import.register") as scope:
        HistoryIntake(scope, register.keys, secret, NoProgress()).take_in(RegisterHistory(many))
    registered(workspace, person(400, first_name="Anna", last_name="Anders"))
    assert names(workspace, "anna anders")[0] == "Anna Anders"
