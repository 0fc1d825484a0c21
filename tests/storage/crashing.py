"""Run as a program: writes to a register until it is killed, and says after each write what is safe."""

from __future__ import annotations

import random
import sys
from datetime import date
from pathlib import Path

from kaa_desktop.services import contacts, measures, undo
from kaa_desktop.services.workspace import Workspace
from tests.registers import SetClock, opener, person, registered

WRITES = 200


def main(path: Path, passphrase: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same writes for the same seed
    workspace = opener(SetClock()).unlock(path, user=None, passphrase=passphrase)
    people = [registered(workspace, person(100))]
    say("person", people[0])
    for number in range(WRITES - 1):
        kind, row_id = write(workspace, chance, people, number)
        say(kind, row_id)
    say("done", "")


def write(workspace: Workspace, chance: random.Random, people: list[str], number: int) -> tuple[str, str]:
    choice = chance.random()
    if choice < 0.2:
        people.append(registered(workspace, person(101 + number)))
        return "person", people[-1]
    if choice < 0.3:
        measure, _ = measures.offer_measure(
            workspace, chance.choice(people), kind="guidance", offered_on=date(2026, 2, 1)
        )
        return "measure", measure
    if choice < 0.4:
        measure, _ = measures.offer_measure(
            workspace, chance.choice(people), kind="studies", offered_on=date(2026, 2, 1)
        )
        undo.undo(workspace)
        return "undone", measure
    note = f"skrivning {number}"
    entry = contacts.ContactEntry(
        made_on=date(2026, 2, 3), channel="phone", outcome="reached", occupation="work", note=note
    )
    contacts.log_contact(workspace, [chance.choice(people)], entry)
    return "note", note


def say(kind: str, what: str) -> None:
    sys.stdout.write(f"{kind}\t{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
