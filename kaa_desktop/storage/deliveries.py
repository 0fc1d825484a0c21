"""Deliveries as they were sent, and the municipality's own profiles."""

from __future__ import annotations

import base64
import zlib
from datetime import datetime

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from sqlalchemy import Connection

from kaa_desktop.domain.deliveries import Delivery
from kaa_desktop.domain.delivery_profiles import DeliveryProfile, parse_profile, profile_text
from kaa_desktop.domain.errors import RegisterError
from kaa_desktop.storage.engine import plain_rows
from kaa_desktop.storage.register import OperationScope, new_id

_COLUMNS = (
    "id, period, made_at, made_by, profile, people, errors, warnings, forced_because, suffix, file_hash"
)


def save_delivery(scope: OperationScope, delivery: Delivery, content: bytes, public: PublicKey) -> None:
    """Keep a delivery with its file, which only those with the right to protected people can open."""
    sealed = base64.b64encode(SealedBox(public).encrypt(zlib.compress(content))).decode()
    scope.connection.exec_driver_sql(
        f"INSERT INTO delivery({_COLUMNS}, sealed_file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            delivery.id or new_id(),
            delivery.period,
            delivery.made_at.isoformat(),
            delivery.made_by,
            profile_text(delivery.profile),
            delivery.people,
            delivery.errors,
            delivery.warnings,
            delivery.forced_because,
            delivery.suffix,
            delivery.file_hash,
            sealed,
        ),
    )


def deliveries(connection: Connection, period: str = "") -> tuple[Delivery, ...]:
    """The deliveries of a half-year, or all of them; newest first."""
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM delivery WHERE ? IN ('', period) ORDER BY made_at DESC, id DESC", (period,)
    )
    return tuple(
        Delivery(
            id=row.id,
            period=row.period,
            made_at=datetime.fromisoformat(row.made_at),
            made_by=row.made_by,
            profile=parse_profile(row.profile),
            people=row.people,
            errors=row.errors,
            warnings=row.warnings,
            forced_because=row.forced_because,
            suffix=row.suffix,
            file_hash=row.file_hash,
        )
        for row in rows
    )


def delivered_file(connection: Connection, delivery_id: str, private: PrivateKey) -> bytes:
    """The kept records of a delivery.

    Raises:
        RegisterError: `register.damaged`.
    """
    sealed = connection.exec_driver_sql(
        "SELECT sealed_file FROM delivery WHERE id = ?", (delivery_id,)
    ).scalar_one()
    try:
        return zlib.decompress(SealedBox(private).decrypt(base64.b64decode(sealed)))
    except (CryptoError, ValueError, zlib.error):
        raise RegisterError("register.damaged") from None


def own_profiles(connection: Connection) -> tuple[DeliveryProfile, ...]:
    """The profiles that the municipality has loaded or changed."""
    rows = plain_rows(connection, "SELECT content FROM delivery_profile ORDER BY period", ())
    return tuple(parse_profile(text) for (text,) in rows)


def save_profile(scope: OperationScope, profile: DeliveryProfile) -> None:
    """Keep the profile of a half-year; it takes the place of a former own one."""
    scope.connection.exec_driver_sql(
        "INSERT INTO delivery_profile(id, period, content) VALUES (?, ?, ?)"
        " ON CONFLICT(period) DO UPDATE SET content = excluded.content",
        (new_id(), profile.from_period, profile_text(profile)),
    )
