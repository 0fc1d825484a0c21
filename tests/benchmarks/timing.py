"""Times in milliseconds of the same act over different inputs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

_Input = TypeVar("_Input")


@dataclass(frozen=True, slots=True)
class Times:
    """The half and the 95 per cent mark."""

    p50: float
    p95: float


def measured(act: Callable[[_Input], object], inputs: Iterable[_Input]) -> Times:
    """Each input once, after a round to warm everything up: somebody has been at work for a while."""
    listed = list(inputs)
    for value in listed:
        act(value)
    taken = []
    for value in listed:
        begun = time.perf_counter()
        act(value)
        taken.append((time.perf_counter() - begun) * 1000)
    return Times(statistics.median(taken), statistics.quantiles(taken, n=20)[-1])


def measured_in_turn(
    ours: Callable[[_Input], object], bare: Callable[[_Input], object], inputs: Iterable[_Input]
) -> tuple[Times, Times]:
    """Both for each input, one after the other, so that whatever else the machine does slows both down."""
    listed = list(inputs)
    taken: tuple[list[float], list[float]] = ([], [])
    for keep in (False, True):
        for value in listed:
            for act, times in zip((ours, bare), taken, strict=True):
                begun = time.perf_counter()
                act(value)
                if keep:
                    times.append((time.perf_counter() - begun) * 1000)
    first, second = (
        Times(statistics.median(times), statistics.quantiles(times, n=20)[-1]) for times in taken
    )
    return first, second


def median(act: Callable[[], object], rounds: int) -> float:
    """Milliseconds of the middle round, after one to warm up."""
    act()
    taken = []
    for _round in range(rounds):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def say(line: str) -> None:
    """Print a result."""
    print(line)  # noqa: T201 - a benchmark prints


def told(name: str, ours: Times, bare: Times, aim: str) -> str:
    """The line of a benchmark."""
    return (
        f"{name}: p50 {ours.p50:.2f} ms, p95 {ours.p95:.2f} ms; bare SQL p50 {bare.p50:.2f} ms,"
        f" p95 {bare.p95:.2f} ms; ratio {ours.p50 / bare.p50:.1f} (p95 {ours.p95 / bare.p95:.1f}); aim {aim}"
    )
