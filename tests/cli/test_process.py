"""The real command in processes of its own: streams, languages, signals, and two at work on one register."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import pytest

from kaa_desktop.services.registers import close
from tests.cli.terminals import Ran, command, environment, started
from tests.services.workspaces import (
    EXPECTED_FIGURES,
    PASSPHRASE,
    POPULATION,
    REGISTER_WORKBOOK,
    SETTINGS,
    MovableClock,
    counts,
    number,
    opener,
    registered,
)

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

# A writer holds the register open and has just begun a change when it says so.
WRITER = """
import sys
from pathlib import Path
from tests.services.workspaces import PASSPHRASE, MovableClock, opener
workspace = opener(MovableClock()).unlock(Path(sys.argv[1]), user=None, passphrase=PASSPHRASE)
if sys.argv[2] == "writing":
    with workspace.register.operation("test") as scope:
        print("ready", flush=True)
        sys.stdin.read()
else:
    print("ready", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    return environment(tmp_path, KAA_PASSPHRASE=PASSPHRASE)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.kaa"
    made, _key = opener(MovableClock()).create(path, user="Anna", passphrase=PASSPHRASE, settings=SETTINGS)
    registered(made)
    close(made)
    return path


@contextmanager
def another_process(register: Path, doing: str) -> Iterator[None]:
    """Somebody else has the register open, perhaps in the middle of writing."""
    arguments = [sys.executable, "-c", WRITER, str(register), doing]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        arguments, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "ready\n"
        yield
        process.stdin.close()
        assert process.wait(timeout=120) == 0


def test_the_whole_way_from_an_empty_folder(tmp_path: Path, variables: dict[str, str]) -> None:
    """As the checks of a municipality's IT would: make, import, count, report, back up, verify."""

    def run(*arguments: str | Path) -> Ran:
        ran = command("--register", tmp_path / "ny.kaa", *arguments, variables=variables)
        assert ran.errors == ""
        return ran

    assert run("new-register", "--municipality", "0180").code == 0
    taken = run("import", "register", REGISTER_WORKBOOK, "--json")
    assert (taken.code, taken.json["problems"]) == (0, [])
    wanted = json.loads(EXPECTED_FIGURES.read_text("utf-8"))["2025H2"]["figures"]["reached"]
    reached = run("figures", "--period", "2025H2", "--json").json["figures"]["reached"]
    assert {key: reached[key] for key in wanted} == wanted
    population = run("import", "population", POPULATION, "--json")
    assert (population.code, population.json["rows"]) == (1, 4392)
    assert run("report", "half-year", "--period", "2025H2", "--out", tmp_path / "r.pdf").code == 0
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
    assert run("backup", tmp_path).code == 0
    assert run("verify", "--json").json["findings"] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv_SE.UTF-8", "Det finns inget register"),
        ("C", "Det finns inget register"),
        ("en_GB.UTF-8", "There is no register"),
        ("en_US.UTF-8", "There is no register"),
    ],
)
def test_the_terminal_chooses_the_language(tmp_path: Path, language: str, said: str) -> None:
    ran = command("--register", tmp_path / "r.kaa", "verify", variables=environment(tmp_path, language))
    assert (ran.code, ran.out) == (3, "")
    assert ran.errors.startswith(said)


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "invented", "file.csv"),
        ("import",),
        ("report",),
        ("figures", "--json"),
        ("--nonsense",),
        ("search", "x", "--limit", "-1"),
        ("search", "x", "--limit"),
        ("report", "half-year", "--period", "2026H1", "--out", "r.pdf", "--language", "de"),
        ("verify", "--json=yes"),
    ],
    ids=" ".join,
)
def test_bad_use_is_2_and_said_in_the_users_language(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    swedish, english = (
        command(*arguments, variables=environment(tmp_path, language))
        for language in ("sv_SE.UTF-8", "en_GB.UTF-8")
    )
    for ran in (swedish, english):
        assert (ran.code, ran.out) == (2, "")
        assert "Traceback" not in ran.errors
        assert len(ran.errors.splitlines()) == 2
    for ours, theirs in zip(swedish.errors.splitlines(), english.errors.splitlines(), strict=True):
        assert ours != theirs
    for word in ("argument", "invalid", "required", "usage", "choose", "expected"):
        assert word not in swedish.errors


def test_what_is_left_out_is_told_with_what_there_is_to_choose(tmp_path: Path) -> None:
    ran = command("report", variables=environment(tmp_path, "sv_SE.UTF-8"))
    assert ran.code == 2
    assert ran.errors.startswith(
        "Detta saknas: något av half-year, quarter, home-visits, delivery-protocol, --out.\n"
    )


@pytest.mark.parametrize("option", [("--register", "none.kaa"), ("--register=none.kaa",)])
def test_the_register_may_be_named_behind_the_command(tmp_path: Path, option: tuple[str, ...]) -> None:
    ran = command("figures", "--period", "2026H1", *option, variables=environment(tmp_path))
    assert ran.code == 3
    assert "none.kaa" in ran.errors


def test_an_option_without_its_value_is_told(tmp_path: Path) -> None:
    ran = command("figures", "--period", "2026H1", "--user", variables=environment(tmp_path))
    assert ran.code == 2
    assert "--user" in ran.errors


@pytest.mark.parametrize("about", [("--help",), ("import", "--help"), ("--version",)])
def test_help_is_a_result(tmp_path: Path, about: tuple[str, ...]) -> None:
    ran = command(*about, variables=environment(tmp_path, "sv_SE.UTF-8"))
    assert (ran.code, ran.errors) == (0, "")
    for word in ("usage:", "options:", "positional", "show this help"):
        assert word not in ran.out


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    ran = command("--version", variables=environment(tmp_path))
    assert ran.out == f"KAA Desktop {metadata.version('kaa-desktop')}\n"


def test_nobody_answers_for_the_passphrase(tmp_path: Path, register: Path) -> None:
    ran = command("--register", register, "verify", variables=environment(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert "KAA_PASSPHRASE" in ran.errors
    assert len(ran.errors.splitlines()) == 1


def test_the_command_works_beside_the_open_app(register: Path, variables: dict[str, str]) -> None:
    with another_process(register, "reading"):
        ran = command("--register", register, "import", "register", REGISTER_WORKBOOK, variables=variables)
        assert (ran.code, ran.errors) == (0, "")
    found = command("--register", register, "search", "Åkesson", "--json", variables=variables).json
    assert "200807012398" in {person["personal_number"] for person in found}


def test_who_reads_never_waits_for_who_writes(register: Path, variables: dict[str, str]) -> None:
    with another_process(register, "writing"):
        ran = command("--register", register, "search", "Åkesson", "--json", variables=variables)
        assert (ran.code, len(ran.json)) == (0, 1)


def test_who_writes_waits_a_while_and_then_gives_up(register: Path, variables: dict[str, str]) -> None:
    with another_process(register, "writing"):
        ran = command("--register", register, "import", "register", REGISTER_WORKBOOK, variables=variables)
    assert (ran.code, ran.out) == (3, "")
    assert len(ran.errors.splitlines()) == 1
    assert command("--register", register, "verify", variables=variables).code == 0


def test_an_open_register_sees_what_the_command_line_has_done(
    register: Path, variables: dict[str, str]
) -> None:
    workspace = opener(MovableClock()).unlock(register, user=None, passphrase=PASSPHRASE)
    before = workspace.register.data_version()
    people = counts(workspace)["young_person"]
    command("--register", register, "import", "register", REGISTER_WORKBOOK, variables=variables)
    assert workspace.register.data_version() != before
    assert counts(workspace)["young_person"] > people
    registered(workspace, number("20080703"))
    close(workspace)


@POSIX
@pytest.mark.parametrize("moment", ["kaa_desktop.system.assets", "sqlalchemy.orm", "kaa_desktop.cli.upkeep"])
def test_ctrl_c_ends_without_a_traceback(
    tmp_path: Path, register: Path, variables: dict[str, str], moment: str
) -> None:
    with another_process(register, "writing"):
        arguments = ("--register", register, "import", "register", REGISTER_WORKBOOK)
        traced = environment(tmp_path, KAA_PASSPHRASE=PASSPHRASE, PYTHONPROFILEIMPORTTIME="1")
        with started(arguments, traced) as process:  # the imports are told, so that the moment can be chosen
            assert process.stderr is not None
            for line in process.stderr:
                if moment in line:
                    break
            process.send_signal(signal.SIGINT)
            out, errors = process.communicate(timeout=120)
    said = [line for line in errors.splitlines() if not line.startswith("import time:")]
    assert (process.returncode, out) == (130, "")
    assert len(said) <= 1  # none where not even the language was known yet
    assert command("--register", register, "verify", variables=variables).code == 0


@POSIX
def test_a_reader_who_has_seen_enough_is_no_trouble(register: Path, variables: dict[str, str]) -> None:
    with started(("--register", register, "search", "Åkesson", "--json"), variables) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=120) == 0


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850"])
def test_a_poor_terminal_loses_letters_but_no_results(tmp_path: Path, register: Path, encoding: str) -> None:
    poor = environment(tmp_path, KAA_PASSPHRASE=PASSPHRASE, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    arguments = [sys.executable, "-m", "kaa_desktop", "--register", str(register)]
    root = Path(__file__).parents[2]
    for more in (["search", "Åkesson", "--json"], ["history", "20080701-2398"], ["verify"]):
        ran = subprocess.run([*arguments, *more], cwd=root, env=poor, capture_output=True, check=False)
        assert (ran.returncode, ran.stderr) == (0, b"")
        if "--json" in more:
            (found,) = json.loads(ran.stdout.decode(encoding))
            assert found["name"] == "Örjan Åkesson"


def test_a_user_without_a_name_is_no_trouble(tmp_path: Path, register: Path) -> None:
    nameless = environment(tmp_path, KAA_PASSPHRASE=PASSPHRASE)
    del nameless["USER"]
    assert command("--register", register, "verify", variables=nameless).code == 0


def test_nothing_is_left_lying_about(tmp_path: Path, register: Path, variables: dict[str, str]) -> None:
    command("--register", register, "search", "Åkesson", variables=variables)
    command("--register", register, "history", "20080701-2398", variables=variables)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["register.kaa", "register.kaa.keys"]
    for path in tmp_path.iterdir():
        data = path.read_bytes()
        assert "Åkesson".encode() not in data
        assert b"200807012398" not in data
