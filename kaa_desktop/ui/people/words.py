"""How facts about people are said: age, occupation and its freshness, state, days ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kaa_desktop.domain.code_lists import CodeKind, CodeLists
from kaa_desktop.domain.episodes import EpisodeState
from kaa_desktop.domain.personal_number import PersonalNumber, PersonalNumberKind, age_on, turns_20_on
from kaa_desktop.i18n import Translator
from kaa_desktop.i18n.labels import number_kind_label, state_label
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.ui.common.tokens import Tone

SOON_20_DAYS = 90
"""From so many days before the 20th birthday on, the days left are shown."""

_MONTHS_FROM = 90
"""Before that, days say more."""

STATE_TONES: Mapping[EpisodeState, Tone] = MappingProxyType(
    {
        EpisodeState.NOT_CONTACTED: Tone.WARNING,
        EpisodeState.ATTEMPTED: Tone.INFO,
        EpisodeState.REACHED: Tone.SUCCESS,
        EpisodeState.MEASURE_OFFERED: Tone.ACCENT,
        EpisodeState.IN_MEASURE: Tone.SUCCESS,
        EpisodeState.DECLINED: Tone.WARNING,
        EpisodeState.CLOSED: Tone.NEUTRAL,
    }
)


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Says facts in the user's language."""

    translator: Translator
    workspace: Workspace

    @property
    def code_lists(self) -> CodeLists:
        """The lists as they are at the moment."""
        return self.workspace.code_lists

    def code(self, kind: CodeKind, code: str) -> str:
        """The label of a code."""
        return self.code_lists[kind].label(code, self.translator.language)

    def state(self, state: EpisodeState) -> str:
        """Where the work stands."""
        return state_label(state, self.translator)

    def number_kind(self, number: PersonalNumber) -> str:
        """What sort of number it is, with a capital."""
        text = number_kind_label(number.kind, self.translator)
        return text[:1].upper() + text[1:]

    def about_number(self, number: PersonalNumber, today: date) -> str:
        """What sort of number it is, and how old the person."""
        _ = self.translator.gettext
        kind = self.number_kind(number)
        if number.birth_date is None:
            return _("{kind} without a birthday").format(kind=kind)
        return _("{kind}, {age}").format(kind=kind, age=self.age(number.birth_date, today))

    def number(self, formatted: str, kind: str) -> str:
        """A number for a list; only unusual kinds are named, shortly."""
        _ = self.translator.gettext
        short = {
            PersonalNumberKind.COORDINATION.value: _("coord."),
            PersonalNumberKind.INTERIM.value: _("T no."),
        }.get(kind, "")
        return f"{formatted} {short}".strip()

    def years(self, born: date | None, today: date) -> str:
        """The age alone."""
        if born is None:
            return self.translator.gettext("not known")
        age = age_on(born, today)
        return self.translator.ngettext("{years} year", "{years} years", age).format(years=age)

    def age(self, born: date | None, today: date) -> str:
        """The age, with the days left to the 20th birthday where they are few."""
        _, ngettext = self.translator.gettext, self.translator.ngettext
        years = self.years(born, today)
        if born is None:
            return years
        left = (turns_20_on(born) - today).days
        if left <= 0 or left >= SOON_20_DAYS:
            return years
        days = ngettext("{days} day left", "{days} days left", left).format(days=left)
        return _("{years}, {days}").format(years=years, days=days)

    def ago(self, day: date, today: date) -> str:
        """How long ago, in days, months or years."""
        _, ngettext = self.translator.gettext, self.translator.ngettext
        days = (today - day).days
        if days <= 0:
            return _("today")
        if days == 1:
            return _("yesterday")
        if days < _MONTHS_FROM:
            return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
        if days < 730:  # noqa: PLR2004 - two years
            months = round(days / 30.4)
            return ngettext("{n} month ago", "{n} months ago", months).format(n=months)
        years = days // 365
        return ngettext("{n} year ago", "{n} years ago", years).format(n=years)

    def shortly_ago(self, day: date, today: date) -> str:
        """The same for a list."""
        _, days = self.translator.gettext, (today - day).days
        if 1 < days < _MONTHS_FROM:
            return _("{n} d ago").format(n=days)
        return self.ago(day, today)

    def occupation(self, kind: str, verified_on: date | None, today: date, *, known: bool) -> str:
        """For a list, the occupation and its age; what is too old is not known."""
        _ = self.translator.gettext
        if not known or verified_on is None:
            return _("not known")
        return _("{occupation}, {ago}").format(
            occupation=self.code(CodeKind.OCCUPATION, kind), ago=self.shortly_ago(verified_on, today)
        )
