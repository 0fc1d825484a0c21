"""Step 7: statutory deliveries as they were sent, and the municipality's own delivery profiles.

A delivery's file holds protected people too, so it lies sealed to those with the right; the change log keeps
what identifies the delivery, and its hash, but not the file.
"""

from __future__ import annotations

from kaa_desktop.storage.migrations.log_triggers import log_triggers

STATEMENTS: tuple[str, ...] = (
    """
CREATE TABLE delivery_profile (
    id TEXT PRIMARY KEY NOT NULL,
    period TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX delivery_profile_period ON delivery_profile(period);

CREATE TABLE delivery (
    id TEXT PRIMARY KEY NOT NULL,
    period TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    profile TEXT NOT NULL,
    people INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    forced_because TEXT NOT NULL,
    suffix TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    sealed_file TEXT NOT NULL
) STRICT;
CREATE INDEX delivery_period ON delivery(period, made_at);
""",
    log_triggers("delivery_profile", ("id", "period", "content"), "NULL"),
    log_triggers(
        "delivery",
        (
            "id",
            "period",
            "made_at",
            "made_by",
            "profile",
            "people",
            "errors",
            "warnings",
            "forced_because",
            "suffix",
            "file_hash",
        ),
        "NULL",
    ),
)
