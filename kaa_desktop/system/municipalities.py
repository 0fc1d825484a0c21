"""Sweden's municipalities by code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kaa_desktop.system.assets import resource


def municipality_names(path: Path | None = None) -> Mapping[str, str]:
    """Four-digit code to name, all 290 of them, in the order of their codes."""
    source = path or resource("municipalities.json")
    names: dict[str, str] = json.loads(source.read_text("utf-8"))
    return names
