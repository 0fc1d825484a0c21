"""The quarterly PDF of 65,000 people, against bare SQL for its numbers and bare ReportLab for its drawing.

Run: python -m tests.benchmarks.quarter_pdf
"""

from __future__ import annotations

from sqlcipher3 import dbapi2

from kaa_desktop.domain.periods import parse_period
from kaa_desktop.i18n import load_translator
from kaa_desktop.reports.quarter import build_quarter
from kaa_desktop.services.quarter import quarter_data, quarter_report
from kaa_desktop.storage.engine import connect
from kaa_desktop.system.assets import translations_folder
from tests.benchmarks.bare_figures import bare_figures
from tests.benchmarks.demo_registers import demo_register
from tests.benchmarks.half_year_pdf import bare, operators
from tests.benchmarks.timing import median, say

PEOPLE = 65_000
ROUNDS = 5
_QUARTERS = (
    {"first": "2026-04-01", "last": "2026-06-30", "after": "2026-07-01", "fresh": "2026-04-01"},
    {"first": "2026-07-01", "last": "2026-09-30", "after": "2026-10-01", "fresh": "2026-07-02"},
)
_OPEN = """
    FROM episode e JOIN young_person p ON p.id = e.person_id
    WHERE e.registered_on <= :last AND e.deregistration_reason <> 'registered_in_error'
      AND min(coalesce(e.deregistered_on, '9'), coalesce(p.turns_20_on, '9'), :after)
          > max(e.registered_on, :first)
"""
_BESIDE = (
    """SELECT a.channel, a.outcome, count(*) FROM contact_attempt a
    WHERE a.made_on BETWEEN :first AND :last GROUP BY 1, 2""",
    f"SELECT substr(p.postal_code, 1, 3) || p.city, count(*) {_OPEN} GROUP BY 1",
    f"SELECT e.case_worker_id, count(*), sum(e.deregistered_on IS NULL) {_OPEN} GROUP BY 1",
    """SELECT case_worker_id, count(*) FROM contact_attempt
    WHERE made_on BETWEEN :first AND :last GROUP BY 1""",
    """SELECT case_worker_id, count(*) FROM measure
    WHERE offered_on BETWEEN :first AND :last OR started_on BETWEEN :first AND :last GROUP BY 1""",
)


def bare_quarter(connection: dbapi2.Connection) -> list[object]:
    """Every number of the report by hand-written SQL."""
    beside = [connection.execute(statement, _QUARTERS[-1]).fetchall() for statement in _BESIDE]
    return [*beside, *(bare_figures(connection, quarter) for quarter in _QUARTERS)]


def main() -> None:
    """Print both times and their ratio, of the whole and of the drawing alone."""
    workspace = demo_register(PEOPLE)
    connection = connect(workspace.register.path, workspace.register.keys.file_key)
    translator = load_translator("sv", translations_folder())
    period = parse_period("2026Q3")
    report = quarter_data(workspace, period)
    pages, texts, strokes = operators(build_quarter(report, workspace.code_lists, translator))
    sql = median(lambda: bare_quarter(connection), ROUNDS)
    drawing = median(lambda: bare(pages, texts, strokes), ROUNDS)
    drawn = median(lambda: build_quarter(report, workspace.code_lists, translator), ROUNDS)
    ours = median(lambda: quarter_report(workspace, period, translator), ROUNDS)
    say(
        f"quarterly PDF, {pages} pages: {ours:.0f} ms (drawing {drawn:.0f}); bare SQL {sql:.0f} ms and bare"
        f" ReportLab {drawing:.0f} ms; ratio {ours / (sql + drawing):.1f}; aim <= 1.5"
    )
    connection.close()
    workspace.register.close()


if __name__ == "__main__":
    main()
