"""Names, addresses and protection of the people in the demo register."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from random import Random

from kaa_desktop.domain.personal_number import PersonalNumber, Sex
from kaa_desktop.domain.young_people import PersonDetails, Protection
from kaa_desktop.services.demo_dice import Weighted, between, pick
from kaa_desktop.services.demo_names import DemoNames, NameGroup

_MIXED_SURNAME = 0.2
_NO_PHONE = 0.15
_EMAIL = 0.45
_PROTECTED = 0.007
_TRIES = 50
_FICTION = (1740605, 1740699)
"""The mobile numbers 070-1740605 to 070-1740699, which the telecom authority keeps for fiction."""

_PROTECTIONS = Weighted(
    {
        Protection.CONFIDENTIALITY_MARK: 70,
        Protection.PROTECTED_REGISTRATION: 24,
        Protection.ASSUMED_IDENTITY: 6,
    }
)


class PeopleMaker:
    """Gives each identity number a name and ways to reach the person."""

    def __init__(self, rng: Random, names: DemoNames) -> None:
        self._rng = rng
        self._names = names
        self._groups = Weighted({group: group.share for group in names.groups})

    def details(self, number: PersonalNumber, protection: Protection) -> PersonDetails:
        """A person; one with protected registration has no address here, as in the population register."""
        rng = self._rng
        first, last = self._name(number.sex)
        town, postal = pick(rng, self._names.towns)
        hidden = protection is Protection.PROTECTED_REGISTRATION
        return PersonDetails(
            number=number,
            first_name=first,
            last_name=last,
            street="" if hidden else f"{pick(rng, self._names.streets)} {between(rng, 1, 78)}",
            postal_code="" if hidden else f"{postal} {between(rng, 10, 69)}",
            city="" if hidden else town,
            phone="" if rng.random() < _NO_PHONE else _phone(rng),
            email=_email(first, last) if rng.random() < _EMAIL else "",
        )

    def workers(self, count: int) -> list[str]:
        """Different names for the case workers; fewer where there are not names enough."""
        names: dict[str, None] = {}
        for _ in range(_TRIES * count):
            if len(names) == count:
                break
            names[" ".join(self._name(pick(self._rng, (Sex.WOMAN, Sex.WOMAN, Sex.MAN))))] = None
        return list(names)

    def _name(self, sex: Sex) -> tuple[str, str]:
        group: NameGroup = self._groups.draw(self._rng)
        first = pick(self._rng, group.women if sex is Sex.WOMAN else group.men)
        if self._rng.random() < _MIXED_SURNAME:
            group = self._groups.draw(self._rng)
        return first, pick(self._rng, group.surnames)


def draw_protection(rng: Random, people: int) -> Mapping[int, Protection]:
    """Which people (by position) are protected and how; all three kinds from sixty people on."""
    count = min(people // 20, max(3, round(_PROTECTED * people)))
    kinds: list[Protection] = [kind for kind in Protection if kind][:count]
    kinds += [_PROTECTIONS.draw(rng) for _ in range(count - len(kinds))]
    return dict(zip(rng.sample(range(people), count), kinds, strict=True))


def _phone(rng: Random) -> str:
    digits = str(between(rng, *_FICTION))
    return f"070-{digits[:3]} {digits[3:5]} {digits[5:]}"


def _email(first: str, last: str) -> str:
    local = f"{first}.{last}".lower().replace("ø", "o").replace("æ", "ae")
    return unicodedata.normalize("NFKD", local).encode("ascii", "ignore").decode("ascii") + "@example.com"
