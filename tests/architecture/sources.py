"""What the architecture tests read: the project's files, parsed once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = (".ci", "kaa_desktop", "packaging", "resources", "tests", "translations")


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed Python file."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Every call with the place it stands at."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield f"{self.name}:{node.lineno}", node


@cache
def parsed(folder: str) -> tuple[Source, ...]:
    """The Python files below a folder of the project."""
    texts = ((path, path.read_text("utf-8")) for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(Source(path, text, ast.parse(text)) for path, text in texts)


def product() -> tuple[Source, ...]:
    """The product itself."""
    return parsed("kaa_desktop")


def everything() -> tuple[Source, ...]:
    """The product, its tests and its scripts."""
    return product() + parsed("tests") + parsed("packaging")


def text_files() -> Iterator[tuple[str, str]]:
    """Every file of the project that is text, by its path from the root."""
    top = (path for path in ROOT.iterdir() if path.is_file())
    below = (path for folder in _FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file())
    for path in sorted([*top, *below]):
        content = path.read_bytes()
        if b"\0" not in content:
            yield path.relative_to(ROOT).as_posix(), content.decode("utf-8", "replace")


def spoken_name(node: ast.expr) -> str:
    """`a.b.c` as it is written, without the arguments of calls in between."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{spoken_name(value)}.{attr}"
        case ast.Call(func=func):
            return f"{spoken_name(func)}()"
        case _:
            return "…"
