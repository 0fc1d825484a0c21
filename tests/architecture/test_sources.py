"""The shape of the source: small files and functions, no hidden state, no waiting in the dark."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import Source, everything, product, spoken_name, text_files

FILE_LINES = 300
FUNCTION_LINES = 40
MAIN_WINDOW_LINES = 200


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (
        node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function without its decorators and its docstring."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        total -= (first.end_lineno or first.lineno) - first.lineno + 1
    return total


def test_files_are_small() -> None:
    assert [f"{file.name}: {file.lines}" for file in product() if file.lines > FILE_LINES] == []


def test_the_main_window_is_built_from_data() -> None:
    windows = [file for file in product() if file.path.name == "main_window.py"]

    assert [f"{file.name}: {file.lines}" for file in windows if file.lines > MAIN_WINDOW_LINES] == []


def test_functions_are_small() -> None:
    sizes = (
        (f"{file.name}:{function.lineno} {function.name}", body_lines(function))
        for file in product()
        for function in functions(file)
    )

    assert [f"{name}: {lines}" for name, lines in sizes if lines > FUNCTION_LINES] == []


def test_no_module_keeps_state_in_globals() -> None:
    found = [
        f"{file.name}:{node.lineno}"
        for file in everything()
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Global)
    ]

    assert found == []


def test_nothing_is_imported_by_star() -> None:
    found = [
        f"{file.name}:{node.lineno}"
        for file in everything()
        for node in ast.walk(file.tree)
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]

    assert found == []


@pytest.mark.parametrize(
    "call",
    [
        r"QApplication\.instance",  # the application is handed over, not looked up
        r"time\.sleep",  # wait for what shall happen, not for time
        r".*\bprocessEvents",  # as above
        r"(.*\.)?qtbot\.wait",  # as above; waitUntil and waitSignal name what they wait for
        r".*\.findChild",  # widgets are handed out by name, not dug out
    ],
)
def test_no_call_of(call: str) -> None:
    found = [
        place
        for file in everything()
        for place, node in file.calls()
        if re.fullmatch(call, spoken_name(node.func))
    ]

    assert found == []


def test_every_module_says_in_one_line_what_it_is() -> None:
    without = []
    for file in product():
        docstring = ast.get_docstring(file.tree) or ""
        if not docstring.partition("\n")[0].endswith("."):
            without.append(file.name)

    assert without == []


def test_only_packages_hand_on_names_of_others() -> None:
    found = [
        file.name
        for file in product()
        if file.path.name != "__init__.py"
        for node in file.tree.body
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets)
    ]

    assert found == []


def test_packages_hold_no_code_of_their_own() -> None:
    allowed = (ast.Expr, ast.Import, ast.ImportFrom, ast.Assign)
    found = [
        f"{file.name}:{node.lineno}"
        for file in product()
        if file.path.name == "__init__.py"
        for node in file.tree.body
        if not isinstance(node, allowed)
    ]

    assert found == []


def test_no_file_names_a_place_that_only_one_machine_has() -> None:
    hosts = [
        ".".join(parts) for parts in (("pypi", "org"), ("debian", "org"), ("npmjs", "org"), ("npmjs", "com"))
    ]
    hosts += ["python" + "hosted", "artifact" + "registry"]
    folders = ["work", "farm", "opt/pypi", "opt/wheels", "home/[a-z]+", "root"]
    pattern = re.compile(
        "|".join([*map(re.escape, hosts), *(rf"(?<![\w.~>)}}$*-])/{name}/" for name in folders)])
    )
    found = [f"{name}: {hit.group()}" for name, text in text_files() if (hit := pattern.search(text))]

    assert found == []


def test_every_silenced_warning_gives_its_reason() -> None:
    reasons = (
        r"noqa(?!: [A-Z]+\d+(, ?[A-Z]+\d+)* - \w)",
        r"type:\s*ignore(?!\[[\w, -]+\]  # \w)",
        r"pragma: no cover(?! - \w)",
    )
    pattern = re.compile(rf"#\s*({'|'.join(reasons)})")
    found = [
        f"{file.name}:{number}"
        for file in everything()
        for number, line in enumerate(file.text.splitlines(), start=1)
        if pattern.search(line) and file.path.name != "test_sources.py"
    ]

    assert found == []
