"""Which form the statutory file of a half-year has, and how the municipality changes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from sqlalchemy import Connection

from kaa_desktop.domain.changes import Changes
from kaa_desktop.domain.delivery_profiles import (
    DeliveryProfile,
    check_profile,
    choose_profile,
    parse_profile,
)
from kaa_desktop.domain.delivery_templates import TemplateReading, read_template
from kaa_desktop.domain.errors import InvalidInputError
from kaa_desktop.domain.periods import Period, half_year_of
from kaa_desktop.files.deliveries import template_sheets
from kaa_desktop.services.workspace import Workspace
from kaa_desktop.storage import deliveries as stored
from kaa_desktop.system.assets import delivery_profile_documents


def delivery_profile(workspace: Workspace, period: Period) -> DeliveryProfile:
    """The profile of a half-year: the municipality's own, else the newest shipped one, unconfirmed.

    Raises:
        InvalidInputError: `report.not_half_year` or `delivery.no_profile`.
    """
    with workspace.register.read() as connection:
        return profile_within(connection, period)


def profile_within(connection: Connection, period: Period) -> DeliveryProfile:
    """As `delivery_profile`, beside whatever else is read.

    Raises:
        InvalidInputError: `report.not_half_year` or `delivery.no_profile`.
    """
    check_half_year(period)
    return choose_profile([*_shipped(), *stored.own_profiles(connection)], period.code)


def load_template(workspace: Workspace, period: Period, path: Path, password: str = "") -> TemplateReading:
    """What the authority's own workbook says of columns and codes; nothing is kept yet.

    Raises:
        InvalidInputError: where the file or its columns cannot be read.
    """
    base = delivery_profile(workspace, period)
    sheets = template_sheets(path, password)
    return read_template(sheets, base, workspace.shipped, period=period.code, source=path.name)


def keep_profile(workspace: Workspace, profile: DeliveryProfile) -> Changes:
    """Keep the profile as the half-year's own.

    Raises:
        InvalidInputError: a code that begins with `delivery.`.
    """
    check_profile(profile)
    with workspace.register.operation("delivery.profile", {"period": profile.from_period}) as scope:
        stored.save_profile(scope, profile)
        return workspace.register.changes(scope)


def days_to_deadline(profile: DeliveryProfile, today: date) -> int | None:
    """Days left, negative once it has passed; None where the day is not known."""
    return (profile.deadline - today).days if profile.deadline else None


def check_half_year(period: Period) -> None:
    """Deliveries are for half-years.

    Raises:
        InvalidInputError: `report.not_half_year`.
    """
    if period != half_year_of(period.first):
        raise InvalidInputError("report.not_half_year", period=period.code)


@cache
def _shipped() -> Sequence[DeliveryProfile]:
    """Those that come with the program, which stay as they are for as long as it runs."""
    return tuple(map(parse_profile, delivery_profile_documents()))
