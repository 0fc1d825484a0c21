"""Compiles the translations before a wheel is built, so that the wheel carries them ready to use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTranslations(BuildHookInterface[BuilderConfig]):
    """Writes a .mo file beside each .po file; the wheel takes the folder as it stands."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile; the names of the arguments are hatchling's."""
        script = Path(self.root, "packaging", "translations.py")
        subprocess.run([sys.executable, str(script), "--compile"], check=True)  # noqa: S603 - our own script
