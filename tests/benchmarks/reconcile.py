"""Time and memory from the files of a whole country to the shown result, beside polars."""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from kaa_desktop.domain.changes import NoProgress
from kaa_desktop.domain.personal_number import check_digit
from kaa_desktop.domain.reconciliation import Group
from kaa_desktop.domain.sources import FileKind
from kaa_desktop.services.reconcile_rows import describe
from kaa_desktop.services.reconciliation import standing
from kaa_desktop.services.registers import close
from kaa_desktop.services.source_intakes import GivenFile, take_in_sources
from kaa_desktop.services.workspace import Workspace
from tests.registers import new_workspace

RESIDENTS, PUPILS, EXAMS = 480_000, 360_000, 110_000
KINDS = (FileKind.POPULATION, FileKind.ENROLMENT, FileKind.EXAMS)
AS_OF = date(2026, 9, 30)
AIM = 4
_PAGE = 100


def numbers(amount: int) -> Iterator[str]:
    """Numbers of people born within four years, each once."""
    for place in range(amount):
        born = date(2006, 10, 1) + timedelta(days=place % 1461)
        serial = f"{place // 1461:03}"
        text = f"{born:%Y%m%d}{serial}"
        yield f"{text}{check_digit(text[2:])}"


def write_files(folder: Path) -> tuple[Path, Path, Path]:
    """The three files; one in fifty of the residents is neither pupil nor has a result."""
    dice = random.Random(1)  # noqa: S311 - no secret
    people = list(numbers(RESIDENTS))
    dice.shuffle(people)
    population, pupils, exams = (folder / name for name in ("bef.csv", "elever.csv", "examina.csv"))
    with population.open("w", encoding="cp1252") as out:
        out.write("Personnr;Efternamn;Förnamn;Adress;Postnr;Postort;Kommunkod\n")
        out.writelines(
            f"{n};Åkesson;Örjan;Storgatan {i % 99};11122;Lund;0180\n" for i, n in enumerate(people)
        )
    with pupils.open("w", encoding="utf-8") as out:
        out.write("Personnr;Startdatum;Slutdatum;Studievägskod;Skolenhet\n")
        out.writelines(f"{n};2025-08-18;;NA25;Norrskolan\n" for n in people[:PUPILS])
    with exams.open("w", encoding="utf-8") as out:
        out.write("Personnr;Datum;Bevis\n")
        out.writelines(f"{n};2026-06-10;Gymnasieexamen\n" for n in people[PUPILS : PUPILS + EXAMS])
    return population, pupils, exams


def with_polars(population: Path, pupils: Path, exams: Path) -> int:
    """Read the same files and keep the residents who are in neither of the others."""
    text = population.read_bytes().decode("cp1252").encode()
    people = pl.read_csv(text, separator=";", infer_schema=False)
    for path in (pupils, exams):
        people = people.join(pl.read_csv(path, separator=";", infer_schema=False), on="Personnr", how="anti")
    return people.height


def with_product(workspace: Workspace, files: tuple[Path, Path, Path]) -> int:
    """Take the files in as `import sources` does, reconcile, and describe the first page."""
    begun = time.perf_counter()
    given = [GivenFile(kind, path) for kind, path in zip(KINDS, files, strict=True)]
    take_in_sources(workspace, given, NoProgress())
    taken = time.perf_counter()
    stands = standing(workspace, AS_OF, NoProgress())
    found = stands.groups[Group.NEW]
    describe(workspace, stands, found[:_PAGE])
    _say(f"  take in: {taken - begun:.2f} s; reconcile and show: {time.perf_counter() - taken:.2f} s")
    return len(found)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main() -> None:
    """Print the ratio and the peak of memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = write_files(folder)
        workspace = new_workspace(folder)
        found, ours = _timed(lambda: with_product(workspace, files))
        close(workspace)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        outside, theirs = _timed(lambda: with_polars(*files))
    ratio, processor = (mine / other for mine, other in zip(ours, theirs, strict=True))
    _say(f"{found} new of {outside} outside: {ours[0]:.1f} s; polars {theirs[0]:.2f} s; ratio {ratio:.1f}")
    _say(f"processor {ours[1]:.1f} s; polars {theirs[1]:.2f} s; ratio {processor:.1f}")
    _say(f"aim {AIM}; peak memory {peak:.0f} MB, aim 1000 MB")


def _timed(work: Callable[[], int]) -> tuple[int, tuple[float, float]]:
    """What it gives, and the seconds of the clock and of all processors."""
    begun = time.perf_counter(), time.process_time()
    found = work()
    return found, (time.perf_counter() - begun[0], time.process_time() - begun[1])


if __name__ == "__main__":
    main()
