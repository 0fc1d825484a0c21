"""Settings of this computer: language and colours, in force at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kaa_desktop.system.local_settings import LanguageChoice, ThemeChoice
from kaa_desktop.ui.common.choice_field import ChoiceField
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.theme import Scheme
from kaa_desktop.ui.settings.context import SettingsContext
from kaa_desktop.ui.settings.sections import SettingsSheet, section


class ComputerSheet(QWidget):
    """Emits `language_changed` when the window must speak another language."""

    language_changed = Signal()

    def __init__(self, context: UiContext, own: SettingsContext) -> None:
        super().__init__()
        _ = context.translator.gettext
        self._context = context
        self._settings = own.settings
        chosen = own.settings.load()
        self._language = ChoiceField(
            (
                (LanguageChoice.SYSTEM, _("As the computer")),
                (LanguageChoice.SWEDISH, "Svenska"),
                (LanguageChoice.ENGLISH, "English"),
            ),
            value=chosen.language,
        )
        self._theme = ChoiceField(
            (
                (ThemeChoice.SYSTEM, _("As the computer")),
                (ThemeChoice.LIGHT, _("Light")),
                (ThemeChoice.DARK, _("Dark")),
            ),
            value=chosen.theme,
        )
        form = Form(columns=2)
        form.add(_("Language"), self._language)
        form.add(_("Colours"), self._theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        sentence = _("For you on this computer only. High contrast and text size follow the system.")
        layout.addWidget(SettingsSheet(_("This computer"), section(_("The window"), sentence, form)))
        self._language.activated.connect(self._choose_language)
        self._theme.activated.connect(self._choose_theme)

    def _choose_language(self) -> None:
        choice = LanguageChoice(self._language.value())
        if choice is not self._settings.load().language:
            self._settings.change(language=choice)
            self.language_changed.emit()

    def _choose_theme(self) -> None:
        choice = ThemeChoice(self._theme.value())
        self._settings.change(theme=choice)
        self._context.theme.set_scheme(Scheme(choice.value))
