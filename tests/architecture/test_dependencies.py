"""Dependencies: each with its reason, locked with hashes, from wherever the machine gets its packages."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.architecture.sources import ROOT

LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirement: str) -> str:
    return normal(re.split(r"[ <>=!~;\[]", requirement, maxsplit=1)[0])


def pins(lock: str) -> dict[str, str]:
    """The version of each package in a lock."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


def wanted(lock: str) -> list[str]:
    """The packages of pyproject.toml that belong in a lock."""
    groups = PROJECT["dependency-groups"]
    group = groups["build"] if lock == LOCKS[1] else groups["dev"] if lock == LOCKS[2] else []
    own = [] if lock == LOCKS[1] else PROJECT["project"]["dependencies"]
    return [named(entry) for entry in [*own, *group] if isinstance(entry, str)]


def test_every_dependency_in_the_project_file_has_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    lists = re.findall(r"^(?:requires|dependencies|build|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    lines = [line.strip() for found in lists for line in found.splitlines()]

    assert len(lists) == 4
    assert [line for line in lines if not re.search(r",\s+# \w.{10,}", line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_every_package_it_is_for(lock: str) -> None:
    assert sorted(set(wanted(lock)) - set(pins(lock))) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    entries = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]

    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"\w+://\S+|--\S*(?:index|find-links)\S*", text) == []


def test_the_locks_agree_on_versions() -> None:
    development = pins("requirements-dev.lock")
    others = pins("requirements.lock") | pins("requirements-build.lock")

    assert {name: version for name, version in others.items() if development.get(name) != version} == {}


def test_the_build_uses_the_locked_backend() -> None:
    exact = dict(entry.split("==") for entry in PROJECT["build-system"]["requires"] if "==" in entry)

    assert exact == {name: pins("requirements-build.lock")[name] for name in exact}


def test_every_shipped_package_is_in_the_table_of_licences() -> None:
    table = (ROOT / "packaging" / "LICENCES.md").read_text("utf-8")
    rows = {normal(row) for row in re.findall(r"^\| ([\w.-]+) \|", table, re.MULTILINE)}

    assert sorted(set(pins("requirements.lock")) - rows) == []
