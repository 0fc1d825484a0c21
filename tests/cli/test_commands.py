"""Every command, its exit code, what it prints for people and for programs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kaa_desktop.domain.home_visits import RoundPlan
from kaa_desktop.domain.young_people import Protection
from kaa_desktop.services.case_workers import add_case_worker
from kaa_desktop.services.home_visits import plan_round
from kaa_desktop.services.registers import close
from kaa_desktop.services.work_actions import assign_people
from kaa_desktop.services.workspace import Workspace
from tests.cli.terminals import Terminal
from tests.services.workspaces import (
    EXPECTED_FIGURES,
    PASSPHRASE,
    POPULATION,
    REGISTER_WORKBOOK,
    MovableClock,
    number,
    opener,
    reads,
    registered,
)

PERIODS = json.loads(EXPECTED_FIGURES.read_text("utf-8"))
HEADER = "Personnr;Efternamn;Förnamn;Adress;Postnr;Postort;Kommunkod;Skydd"


def opened(terminal: Terminal) -> Workspace:
    assert terminal.register is not None
    return opener(terminal.clock).unlock(terminal.register, user=None, passphrase=PASSPHRASE)


def test_a_new_register_tells_its_recovery_key_once(tmp_path: Path, clock: MovableClock) -> None:
    terminal = Terminal(tmp_path / "ny.kaa", clock)
    ran = terminal.run("new-register", "--municipality", "0180")
    assert (ran.code, ran.errors) == (0, "")
    assert "Recovery key: " in ran.out
    made = opened(terminal)
    assert made.settings().municipality_name == "Stockholm"
    assert not made.settings().demo
    close(made)
    assert terminal.run("verify").code == 0


def test_a_demo_register_is_the_same_for_the_same_seed(tmp_path: Path, clock: MovableClock) -> None:
    figures = []
    for name in ("a.kaa", "b.kaa"):
        terminal = Terminal(tmp_path / name, clock)
        ran = terminal.run("new-register", "--municipality", "0180", "--demo", "40", "--seed", "7", "--json")
        assert ran.code == 0
        assert set(ran.json) == {"register", "recovery_key"}
        figures.append(terminal.run("figures", "--period", "2026H1", "--json").json)
    assert figures[0] == figures[1]
    assert figures[0]["figures"]["in_period"]["total"] > 0


def test_the_population_file_is_told_to_people_and_to_programs(terminal: Terminal) -> None:
    tried = terminal.run("import", "population", POPULATION, "--dry-run", "--json")
    assert tried.code == 1  # some are to be decided by hand
    assert tried.json["rows"] == 4392
    assert (tried.json["encoding"], tried.json["separator"], tried.json["problems"]) == ("cp1252", ";", [])
    told = terminal.run("import", "population", POPULATION)
    assert told.code == 1
    assert "4,392" in told.out
    assert told.errors == ""
    again = terminal.run("import", "population", POPULATION, "--json").json
    assert again["rows"] == 4392
    assert again["new"] == {}
    assert again["known"] == sum(tried.json["new"].values())
    assert again["skipped"] == tried.json["skipped"]


def test_a_clean_import_is_0_and_one_with_exceptions_1(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    good = f"{number('20080701')};Åkesson;Örjan;;;;0180;"
    path.write_text(f"{HEADER}\n{good}\n", "cp1252")
    assert terminal.run("import", "population", path).code == 0
    path.write_text(f"{HEADER}\n{good}\n200807019999;Berg;Bo;;;;0180;\n", "cp1252")
    ran = terminal.run("import", "population", path)
    assert ran.code == 1
    assert "200807019999" not in ran.out + ran.errors
    problems = terminal.run("import", "population", path, "--json").json["problems"]
    assert [(p["row"], p["code"], p["fatal"]) for p in problems] == [(3, "personal_number.check_digit", True)]
    assert "digit" in problems[0]["why"]


def test_the_register_workbook_is_taken_in_once(terminal: Terminal) -> None:
    tried = terminal.run("import", "register", REGISTER_WORKBOOK, "--dry-run", "--json").json
    first = terminal.run("import", "register", REGISTER_WORKBOOK, "--json").json
    assert first == tried
    assert first["people"] > 100
    again = terminal.run("import", "register", REGISTER_WORKBOOK, "--json").json
    counted = ("people", "episodes", "contacts", "measures")
    assert [again[name] for name in counted] == [0, 0, 0, 0]
    assert again["already_there"] == sum(first[name] for name in counted)


def test_the_figures_are_those_that_were_counted_by_hand(terminal: Terminal) -> None:
    terminal.run("import", "register", REGISTER_WORKBOOK)
    for period, wanted in PERIODS.items():
        ran = terminal.run("figures", "--period", period, "--json")
        assert (ran.code, ran.errors) == (0, "")
        assert ran.json["period"] == {"from": wanted["from"], "to": wanted["to"]}
        for name, figure in wanted["figures"].items():
            for key, value in figure.items():
                found = ran.json["figures"][name][key]
                if isinstance(value, dict):
                    found = {part: count for part, count in found.items() if count}
                assert found == value, (period, name, key)


@pytest.mark.parametrize(
    "period", ["2026", "2026h1", "2026Q3", "2026-09", "2025/26", "2026-03-01..2026-04-15"]
)
def test_every_form_of_period(terminal: Terminal, period: str) -> None:
    ran = terminal.run("figures", "--period", period, "--json")
    assert ran.code == 0
    assert ran.json["figures"]["in_period"]["total"] == 0
    assert ran.json["figures"]["not_known_share"] == {"share": None}


def test_figures_of_a_running_period_say_so(terminal: Terminal) -> None:
    terminal.run("import", "register", REGISTER_WORKBOOK)
    ran = replace(terminal, language="sv").run("figures", "--period", "2026H2")
    assert ran.code == 0
    assert "2026-09-30" in ran.out.splitlines()[0]
    assert terminal.run("figures", "--period", "2026H2", "--json").json["counted_to"] == "2026-09-30"


def test_search_finds_people_and_hides_the_protected(terminal: Terminal) -> None:
    workspace = opened(terminal)
    person = registered(workspace, phone="070-174 06 05")
    hidden = registered(
        workspace, number("20080703"), protection=Protection.CONFIDENTIALITY_MARK, last="Åkerlund"
    )
    close(workspace)
    (found,) = terminal.run("search", "åke", "--json").json
    assert (found["id"], found["personal_number"], found["state"]) == (
        person,
        "200807012398",
        "not_contacted",
    )
    assert terminal.run("search", "0701740605", "--json").json == [found]
    assert terminal.run("search", "", "--json").json == []
    assert "Nobody found." in terminal.run("search", "zzz").out
    table = terminal.run("search", "örjan").out
    assert "Örjan Åkesson" in table
    assert "20080701-2398" in table
    shown = terminal.run("--protected", "Anmälan från skola", "search", "åke", "--json").json
    assert [(row["id"], row["name"]) for row in shown] == [
        (hidden, "Örjan Åkerlund"),
        (person, "Örjan Åkesson"),
    ]
    behind = terminal.run("search", "åke", "--json", "--protected", "Anmälan från skola").json
    assert behind == shown
    again = opened(terminal)
    assert reads(again) == [(hidden, "search", "Anmälan från skola")] * 2
    close(again)


def test_what_is_no_number_at_all_is_told_so(terminal: Terminal) -> None:
    ran = terminal.run("history", "nix")
    said = "That is neither an identity number nor a case number of the register."
    assert (ran.code, ran.errors.strip()) == (2, said)
    assert said not in terminal.run("history", "080701-2399").errors


def test_history_tells_who_did_what(terminal: Terminal) -> None:
    workspace = opened(terminal)
    person = registered(workspace)
    close(workspace)
    (entry,) = terminal.run("history", "080701-2398", "--json").json
    assert (entry["operation"], entry["undone"]) == ("person.register", False)
    assert {change["table"] for change in entry["changes"]} == {"young_person", "episode"}
    told = terminal.run("history", "20080701-2398").out
    assert "Register a person" in told
    again = opened(terminal)
    assert reads(again) == [(person, "history", "")] * 2
    close(again)


def test_history_names_case_workers_and_rounds(terminal: Terminal) -> None:
    workspace = opened(terminal)
    person = registered(workspace)
    worker, _changes = add_case_worker(workspace, "Örjan Ek")
    assign_people(workspace, [person], worker)
    plan_round(workspace, RoundPlan(planned_on=date(2026, 10, 21), area="Norr", worker_id=worker), [person])
    close(workspace)
    told = terminal.run("history", "080701-2398").out
    assert "Örjan Ek" in told
    assert "Round: " in told
    assert "Norr, 21 Oct 2026" in told
    assert "Place in the round: " in told
    for raw in ("position", "round_id", worker):
        assert raw not in told


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_half_year_report_is_written(terminal: Terminal, tmp_path: Path, language: str) -> None:
    terminal.run("import", "register", REGISTER_WORKBOOK)
    out = tmp_path / "rapport.pdf"
    ran = terminal.run("report", "half-year", "--period", "2026H1", "--out", out, "--language", language)
    assert (ran.code, ran.errors) == (0, "")
    assert str(out) in ran.out
    assert out.read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.glob("rapport*")] == ["rapport.pdf"]


def test_backup_and_restore(terminal: Terminal, tmp_path: Path, clock: MovableClock) -> None:
    workspace = opened(terminal)
    registered(workspace)
    close(workspace)
    folder = tmp_path / "kopior"
    folder.mkdir()
    written = terminal.run("backup", folder, "--json").json
    assert written["findings"] == []
    assert terminal.run("backup", folder).code == 0
    elsewhere = Terminal(tmp_path / "annan.kaa", clock)
    restored = elsewhere.run("restore", written["backup"], "--json")
    assert restored.code == 0
    assert restored.json["register"] == str(tmp_path / "annan.kaa")
    assert len(elsewhere.run("search", "Åkesson", "--json").json) == 1
    assert terminal.run("restore", written["backup"]).code == 0
    assert elsewhere.run("verify", "--json").json["findings"] == []


def test_verify_finds_what_was_changed_behind_the_log(terminal: Terminal) -> None:
    workspace = opened(terminal)
    registered(workspace)
    with workspace.register.maintenance() as connection:
        connection.exec_driver_sql("UPDATE change_log SET new_values = '{}' WHERE number = 3")
    close(workspace)
    ran = terminal.run("verify", "--json")
    assert ran.code == 1
    assert ran.json["findings"] != []
    assert terminal.run("verify").code == 1
    assert replace(terminal, language="sv").run("verify").out != terminal.run("verify").out


def test_the_template_needs_no_register(tmp_path: Path, clock: MovableClock) -> None:
    path = tmp_path / "mall.xlsx"
    ran = Terminal(None, clock, passphrase=None).run("template", "register", "--out", path)
    assert (ran.code, ran.errors) == (0, "")
    assert path.read_bytes().startswith(b"PK")
    path.write_bytes(b"filled in")
    again = Terminal(None, clock, passphrase=None).run("template", "register", "--out", path)
    assert (again.code, again.out) == (2, "")
    assert again.errors.strip() == "mall.xlsx is there already. Choose another name, or move it away first."
    assert path.read_bytes() == b"filled in"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_is_for_programs_is_the_same_in_both_languages(terminal: Terminal, language: str) -> None:
    terminal.run("import", "register", REGISTER_WORKBOOK)
    ran = replace(terminal, language=language).run("figures", "--period", "2026H1", "--json")
    assert ran.json["figures"]["occupation_at_end"]["by_kind"]["Okänd"] > 0


def test_a_figure_opens_into_its_people(terminal: Terminal) -> None:
    assert terminal.run("import", "register", REGISTER_WORKBOOK).code == 0
    counted = terminal.run("figures", "--period", "2026H1", "--json").json["figures"]
    for figure in ("in_period", "reached", "no_attempt", "deregistered", "open_at_end"):
        people = terminal.run("figures", "--period", "2026H1", "--people", figure, "--json").json
        assert (figure, len(people)) == (figure, counted[figure]["total"])
        assert people == sorted(set(people))
    label, number = next(iter(counted["deregistered"]["by_reason"].items()))
    some = terminal.run("figures", "--period", "2026H1", "--people", "deregistered", "--part", label)
    assert len(some.out.splitlines()) == number
    women = terminal.run("figures", "--period", "2026H1", "--people", "reached", "--sex", "woman", "--json")
    assert len(women.json) == counted["reached"]["women"]


def test_figures_as_known_on_a_day_and_what_has_changed_since(terminal: Terminal) -> None:
    assert terminal.run("import", "register", REGISTER_WORKBOOK).code == 0
    before = ("figures", "--period", "2026H1", "--as-known-on", "2026-09-29")
    assert terminal.run(*before, "--json").json["figures"]["in_period"]["total"] == 0
    told = terminal.run(*before, "--explain", "--people", "in_period", "--json").json
    now = terminal.run("figures", "--period", "2026H1", "--json").json["figures"]["in_period"]["total"]
    assert len(told) == now
    assert told[0]["changes"][0]["operation"] == "import.register"
    text = terminal.run(*before, "--explain", "--people", "in_period").out
    assert "In the register during the period: 0 → 1" in text
    assert terminal.run("figures", "--period", "2026H1", "--as-known-on", "yesterday").code == 2
    assert terminal.run("figures", "--period", "2026H1", "--explain").code == 2
    assert terminal.run("figures", "--period", "2026H1", "--people", "assessed_share").code == 2


def test_the_published_report_and_the_one_of_an_earlier_day(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.run("import", "register", REGISTER_WORKBOOK).code == 0
    contents = []
    for name, more in (
        ("all", []),
        ("published", ["--published"]),
        ("then", ["--as-known-on", "2026-09-29"]),
    ):
        out = tmp_path / f"{name}.pdf"
        ran = terminal.run("report", "half-year", "--period", "2026H1", "--out", out, *more)
        assert (ran.code, ran.errors) == (0, "")
        contents.append(out.read_bytes())
    assert len(set(contents)) == len(contents)
