"""After how long without keys or mouse the register locks itself."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kaa_desktop.system.local_settings import LocalSettingsStore
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.forms import Form
from kaa_desktop.ui.common.number_field import NumberField
from kaa_desktop.ui.common.widgets import TextRole, label
from kaa_desktop.ui.settings.sections import section

_LONGEST = 60


def idle_section(context: UiContext, settings: LocalSettingsStore) -> QWidget:
    """The minutes; in force at once. Where it is switched off for the computer, that is said instead."""
    _ = context.translator.gettext
    title = _("Lock by itself")
    minutes = settings.load().idle_minutes
    if not minutes:
        return section(title, "", label(_("It is switched off on this computer."), TextRole.MUTED, wrap=True))
    field = NumberField(1, _LONGEST)
    field.set_value(minutes)
    field.value_changed.connect(lambda: settings.change(idle_minutes=field.value()))
    form = Form(columns=2)
    form.add(_("Minutes without keys or mouse"), field, hint=_("At most {n}").format(n=_LONGEST))
    sentence = _("What you have half written waits for you. Ctrl+Shift+L locks at once.")
    return section(title, sentence, form)
