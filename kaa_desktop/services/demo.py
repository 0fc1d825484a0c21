"""Fills a register with made-up people for trying out, teaching and measuring."""

from __future__ import annotations

from kaa_desktop.domain.changes import Changes, Progress
from kaa_desktop.services.demo_history import make_demo_history
from kaa_desktop.services.demo_names import load_demo_source
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage.register_histories import HistoryIntake, TakenIn


def fill_with_demo(
    workspace: Workspace, *, people: int, seed: int, progress: Progress
) -> tuple[TakenIn, Changes]:
    """People with years of history; the same seed on the same day gives the same people.

    Raises:
        InvalidInputError: `demo.people` where more are asked for than can be made up.
    """
    register = workspace.register
    secret = workspace.person_secret()
    source = load_demo_source()
    history = make_demo_history(
        people=people,
        seed=seed,
        today=workspace.today,
        test_numbers=source.test_numbers,
        names=source.names,
        home_municipality=workspace.settings().municipality_code,
    )
    with register.operation("demo.fill", {"people": people}) as scope:
        taken = HistoryIntake(scope, register.keys, secret, progress).take_in(history)
        return taken, register.changes(scope)
