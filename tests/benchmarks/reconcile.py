"""Time and memory from the files of a whole country to the shown result, beside polars.

Rounds of both by turns, so that whatever else the machine does slows both down. Each round takes the files
into a register of its own, on a day of its own, so that nothing is known from the round before.
"""

from __future__ import annotations

import gc
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, TypeVar

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
from tests.registers import SetClock, new_workspace

RESIDENTS, PUPILS, EXAMS = 480_000, 360_000, 110_000
KINDS = (FileKind.POPULATION, FileKind.ENROLMENT, FileKind.EXAMS)
AS_OF = date(2026, 9, 30)
AIM = 4
ROUNDS = 7
_PAGE = 100

_Found = TypeVar("_Found")


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


class Spent(NamedTuple):
    """Seconds of the clock and of all processors."""

    clock: float
    processor: float


class Round(NamedTuple):
    """What both found and spent on the same files.

    Attributes:
        shown: seconds of the clock of `ours` in which files that have been taken in are compared and shown.
    """

    found: int
    outside: int
    ours: Spent
    shown: float
    theirs: Spent


def with_product(workspace: Workspace, files: tuple[Path, Path, Path]) -> tuple[int, float]:
    """Take the files in as `import sources` does, reconcile, and describe the first page.

    Returns how many are new, and the seconds from files taken in to the page.
    """
    given = [GivenFile(kind, path) for kind, path in zip(KINDS, files, strict=True)]
    take_in_sources(workspace, given, NoProgress())
    taken = time.perf_counter()
    stands = standing(workspace, AS_OF, NoProgress())
    found = stands.groups[Group.NEW]
    describe(workspace, stands, found[:_PAGE])
    return len(found), time.perf_counter() - taken


def one_round(folder: Path, files: tuple[Path, Path, Path], clock: SetClock) -> Round:
    """The files into a new register, then with polars alone."""
    folder.mkdir()
    workspace = new_workspace(folder, clock=clock)
    (found, shown), ours = _timed(lambda: with_product(workspace, files))
    close(workspace)
    outside, theirs = _timed(lambda: with_polars(*files))
    return Round(found, outside, ours, shown, theirs)


def main() -> None:
    """Print each round, the ratios, and the peak of memory."""
    clock, rounds = SetClock(), []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = write_files(folder)
        for place in range(ROUNDS):
            rounds.append(one_round(folder / str(place), files, clock))
            _tell(place + 1, rounds[-1])
            clock.forward(days=1)
    _conclude(rounds)


def _tell(number: int, told: Round) -> None:
    ours, theirs = told.ours, told.theirs
    _say(
        f"round {number}: {told.found} new of {told.outside} outside;"
        f" {ours.clock:.2f} s ({told.shown:.2f} s to compare and show), polars {theirs.clock:.2f} s,"
        f" ratio {ours.clock / theirs.clock:.1f};"
        f" processor {ours.processor:.2f} s, polars {theirs.processor:.2f} s,"
        f" ratio {ours.processor / theirs.processor:.1f}; peak so far {_peak():.0f} MB"
    )


def _conclude(rounds: list[Round]) -> None:
    for name, place in (("clock", 0), ("processor", 1)):
        ours, theirs = [one.ours[place] for one in rounds], [one.theirs[place] for one in rounds]
        ratios = sorted(mine / other for mine, other in zip(ours, theirs, strict=True))
        _say(
            f"{name}: median {statistics.median(ours):.2f} s, polars {statistics.median(theirs):.2f} s;"
            f" best {min(ours):.2f} s, polars {min(theirs):.2f} s;"
            f" ratio: median {statistics.median(ratios):.1f} ({ratios[0]:.1f} to {ratios[-1]:.1f}),"
            f" best to best {min(ours) / min(theirs):.1f}"
        )
    _say(f"aim {AIM}; peak memory of all rounds {_peak():.0f} MB, aim 1000 MB")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _peak() -> float:
    """Megabytes that the process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _timed(work: Callable[[], _Found]) -> tuple[_Found, Spent]:
    """What it gives and takes; what was left behind before is cleared away first."""
    gc.collect()
    begun = time.perf_counter(), time.process_time()
    found = work()
    return found, Spent(time.perf_counter() - begun[0], time.process_time() - begun[1])


if __name__ == "__main__":
    main()
