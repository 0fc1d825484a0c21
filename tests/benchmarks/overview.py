"""The lead's overview and the choice of whom to visit, among 150,000 people, against bare statements.

Run: python -m tests.benchmarks.overview
"""

from __future__ import annotations

from sqlcipher3 import dbapi2

from kaa_desktop.domain.home_visits import CandidateFilter
from kaa_desktop.domain.lead import LeadFigure, LeadPart
from kaa_desktop.services.home_visits import find_visit_candidates, list_visit_areas
from kaa_desktop.services.lead import lead_overview, people_behind
from kaa_desktop.storage.engine import connect
from tests.benchmarks.demo_registers import demo_register
from tests.benchmarks.timing import measured, say, told

PEOPLE = 150_000
TIMES = range(20)


def _bare_overview(connection: dbapi2.Connection) -> object:
    loads = connection.execute(
        "SELECT case_worker_id, count(*), sum(stale_on <= '2026-11-22'), sum(due_on < '2026-11-22'),"
        " sum(last_attempt_on IS NULL) FROM work_item GROUP BY 1"
    ).fetchall()
    flow = connection.execute(
        "SELECT substr(registered_on, 1, 7), count(*) FROM episode"
        " WHERE registered_on >= '2025-12-01' GROUP BY 1"
    ).fetchall()
    return loads, flow


def main() -> None:
    """Print a line for each."""
    workspace = demo_register(PEOPLE)
    connection = connect(workspace.register.path, workspace.register.keys.file_key)
    lead_overview(workspace)  # the derived rows are gathered once
    areas = list_visit_areas(workspace)
    town = CandidateFilter(postal_code=areas[0].postal_code, city=areas[0].city)
    bare = measured(lambda _time: _bare_overview(connection), TIMES)
    say(told("the lead's overview", measured(lambda _time: lead_overview(workspace), TIMES), bare, ""))
    rows = measured(
        lambda _time: connection.execute("SELECT row_number FROM work_item ORDER BY area").fetchall(), TIMES
    )
    part = LeadPart(LeadFigure.NOT_KNOWN)
    say(
        told(
            "people behind a number", measured(lambda _time: people_behind(workspace, part), TIMES), rows, ""
        )
    )
    homes = measured(
        lambda _time: connection.execute("SELECT * FROM young_person LIMIT 300").fetchall(), TIMES
    )
    found = measured(lambda _time: find_visit_candidates(workspace, town), TIMES)
    say(told("whom to visit in an area", found, homes, ""))
    connection.close()
    workspace.register.close()


if __name__ == "__main__":
    main()
