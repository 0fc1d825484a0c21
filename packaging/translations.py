"""Keeps the message catalogues in step with the source: extract, update, check, merge and compile.

Without an option it extracts into `kaa.pot` and updates both languages; `--help` tells the rest.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "kaa_desktop"
FOLDER = ROOT / "translations"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def catalogue_file(language: str) -> Path:
    """Where a language's catalogue is kept."""
    return FOLDER / language / "LC_MESSAGES" / "kaa.po"


def extract() -> Catalog:
    """Every message of the source, with the files it stands in."""
    template = Catalog()
    messages = extract_from_dir(SOURCE, [("**.py", "python")], {}, KEYWORDS, ("Translators:",))
    for file, line, text, comments, context in messages:
        place = f"{SOURCE.name}/{Path(file).as_posix()}"
        template.add(text, locations=[(place, line)], auto_comments=comments, context=context)
    return template


def read(path: Path, language: str) -> Catalog:
    """A catalogue from a file; an empty one where there is no file."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def forms(message: Message) -> tuple[str, ...]:
    """The singular of a message, and its plural where it has one."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translated(message: Message | None, count: int) -> tuple[str, ...] | None:
    """The translations of a message where all of the forms are there and settled."""
    if message is None or message.fuzzy:
        return None
    strings = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return strings if len(strings) == count and all(strings) else None


def update(template: Catalog, language: str, sources: Iterable[Catalog]) -> Catalog:
    """The template's messages with the first translation that any source has; English speaks for itself."""
    known = tuple(sources)
    result = Catalog(locale=language or None)
    for message in messages(template):
        own = forms(message)
        found = (translated(source.get(own[0], message.context), len(own)) for source in known)
        text = next((strings for strings in found if strings), own if language == "en" else ("",) * len(own))
        result.add(
            message.id,
            text[0] if isinstance(message.id, str) else text,
            message.locations,
            auto_comments=message.auto_comments,
            context=message.context,
        )
    return result


def messages(catalogue: Catalog) -> list[Message]:
    """The messages without the header, sorted by where they are first used."""
    return sorted((message for message in catalogue if message.id), key=_place)


def _place(message: Message) -> tuple[str, int, tuple[str, ...]]:
    file, line = min(((file, line or 0) for file, line in message.locations), default=("", 0))
    return file, line, forms(message)


def render(catalogue: Catalog, language: str) -> str:
    """The catalogue as text, without dates and line numbers, which would change for nothing."""
    ordered = Catalog(locale=language or None)
    for message in messages(catalogue):
        ordered[message.id] = message
    out = io.BytesIO()
    write_po(out, ordered, width=110, include_lineno=False, omit_header=True)
    return HEADER.format(language=language) + out.getvalue().decode("utf-8").strip("\n") + "\n"


def wanted(merged: Iterable[Path] = ()) -> dict[Path, str]:
    """What each file should hold now; Swedish in `merged` goes before what the catalogue has."""
    template = extract()
    swedish, english = catalogue_file("sv"), catalogue_file("en")
    sources = [*(read(path, "sv") for path in merged), read(swedish, "sv")]
    return {
        FOLDER / "kaa.pot": render(update(template, "", ()), ""),
        swedish: render(update(template, "sv", sources), "sv"),
        english: render(update(template, "en", [read(english, "en")]), "en"),
    }


def write(merged: Iterable[Path] = ()) -> int:
    """Bring the three files up to date."""
    for path, text in wanted(merged).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    compile_all()
    known = {forms(message)[0] for message in messages(read(catalogue_file("sv"), "sv"))}
    for path in merged:
        for message in messages(read(path, "sv")):
            if forms(message)[0] not in known:
                print(f"{path.name}: not in the source: {forms(message)[0]!r}")
    print(f"without Swedish: {len(missing())} of {len(known)}")
    return 0


def check() -> int:
    """Say which files are out of date."""
    old = [path for path, text in wanted().items() if not path.exists() or path.read_text("utf-8") != text]
    for path in old:
        print(f"{path.relative_to(ROOT)} is out of date: run python packaging/translations.py")
    return 1 if old else 0


def missing() -> list[Message]:
    """The messages that have no Swedish yet."""
    catalogue = update(extract(), "sv", [read(catalogue_file("sv"), "sv")])
    return [message for message in messages(catalogue) if translated(message, len(forms(message))) is None]


def print_missing() -> int:
    """Print what has no Swedish, ready to be filled in and merged."""
    catalogue = Catalog(locale="sv")
    for message in missing():
        catalogue[message.id] = message
    print(render(catalogue, "sv"), end="")
    return 0


def compile_all() -> int:
    """Write the compiled catalogues; readers never see a half-written one."""
    for source in sorted(FOLDER.glob("*/LC_MESSAGES/kaa.po")):
        temporary = source.with_suffix(".mo.new")
        with temporary.open("wb") as out:
            write_mo(out, read(source, source.parent.parent.name))
        temporary.replace(source.with_suffix(".mo"))
    return 0


def main() -> int:
    """Do what the arguments ask for."""
    parser = argparse.ArgumentParser(
        description="Extracts the messages into kaa.pot and updates both languages.",
    )
    chosen = parser.add_mutually_exclusive_group()
    actions: dict[str, tuple[Callable[[], int], str]] = {
        "check": (check, "say what is out of date; exit code 1 where anything is"),
        "missing": (print_missing, "print what has no Swedish yet, as a catalogue to fill in"),
        "compile": (compile_all, "write the .mo files that the program reads"),
    }
    for name, (action, text) in actions.items():
        chosen.add_argument(f"--{name}", dest="action", action="store_const", const=action, help=text)
    chosen.add_argument(
        "--merge", nargs="+", type=Path, metavar="FILE", default=[], help="take Swedish from other catalogues"
    )
    arguments = parser.parse_args()
    if arguments.action is None:
        return write(arguments.merge)
    outcome: int = arguments.action()
    return outcome


if __name__ == "__main__":
    sys.exit(main())
