"""The figures of a half-year in a register of 65,000 people, against hand-written SQL for the same numbers.

Run: python -m tests.benchmarks.figures
"""

from __future__ import annotations

from kaa_desktop.domain.periods import parse_period
from kaa_desktop.services.figures import figures
from kaa_desktop.storage.engine import connect
from tests.benchmarks.bare_figures import HALF_YEARS, bare_figures
from tests.benchmarks.demo_registers import demo_register
from tests.benchmarks.timing import median, say

PEOPLE = 65_000
ROUNDS = 7


def main() -> None:
    """Print both times and their ratio."""
    workspace = demo_register(PEOPLE)
    connection = connect(workspace.register.path, workspace.register.keys.file_key)
    bare = median(lambda: bare_figures(connection, HALF_YEARS[-1]), ROUNDS)
    ours = median(lambda: figures(workspace, parse_period("2026H1")), ROUNDS)
    say(f"figures of a half-year: {ours:.0f} ms, bare SQL {bare:.0f} ms, ratio {ours / bare:.1f}")
    connection.close()
    workspace.register.close()


if __name__ == "__main__":
    main()
