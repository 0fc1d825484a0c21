"""Which program this is, and whose work is in it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.widgets import TextRole, label
from kaa_desktop.ui.settings.sections import SettingsSheet, section


class AboutSheet(QWidget):
    """Version and licences."""

    def __init__(self, translator: Translator, version: str) -> None:
        super().__init__()
        _ = translator.gettext
        cards = (
            section(
                "KAA Desktop",
                _("A register and work tool for the municipal activity responsibility."),
                label(_("Version {version}").format(version=version)),
                label(_("Free software under the European Union Public Licence 1.2 (EUPL-1.2)."), wrap=True),
            ),
            section(
                _("With work of others"),
                "",
                *(label(line, wrap=True) for line in _credits(translator)),
                label(_("Each licence stands with the files it is for."), TextRole.CAPTION, wrap=True),
            ),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(SettingsSheet(_("About the program"), *cards))


def _credits(translator: Translator) -> tuple[str, ...]:
    _ = translator.gettext
    return (
        _("Icons: Lucide (ISC licence)"),
        _("Font: Source Sans 3 by Adobe (SIL Open Font License 1.1)"),
        _("Window: Qt for Python (LGPL-3.0)"),
        _("Encrypted file: SQLCipher (BSD) and libsodium (ISC)"),
        _("Paper: ReportLab (BSD), pikepdf (MPL-2.0), PDFium (BSD)"),
    )
