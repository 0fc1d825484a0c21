"""The pages of the places: builds each when it is first asked for, and leads from one to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from kaa_desktop.domain.code_lists import CodeKind
from kaa_desktop.i18n import Translator
from kaa_desktop.ui.common.actions import ActionSpec
from kaa_desktop.ui.common.context import UiContext
from kaa_desktop.ui.common.list_dialog import ListDialog
from kaa_desktop.ui.common.list_place import PeopleInOrder
from kaa_desktop.ui.delivery.page import DeliveryPage
from kaa_desktop.ui.frame.places import KEYS
from kaa_desktop.ui.lead import actions as lead_actions
from kaa_desktop.ui.notices import actions as notice_actions
from kaa_desktop.ui.notices.page import NoticesPage
from kaa_desktop.ui.people import actions as people_actions
from kaa_desktop.ui.people.page import PeoplePage
from kaa_desktop.ui.reconcile import actions as reconcile_actions
from kaa_desktop.ui.reconcile.page import ReconcilePage
from kaa_desktop.ui.reports import actions as report_actions
from kaa_desktop.ui.reports.page import ReportsPage
from kaa_desktop.ui.settings import actions as settings_actions
from kaa_desktop.ui.settings.context import SettingsContext
from kaa_desktop.ui.settings.page import SettingsPage
from kaa_desktop.ui.settings.unsettled_key import UnsettledKey
from kaa_desktop.ui.today import actions as today_actions
from kaa_desktop.ui.today.page import TodayPage
from kaa_desktop.ui.visits import actions as visit_actions

SHORTCUTS = (
    *today_actions.SPECS,
    *people_actions.SPECS,
    *reconcile_actions.SPECS,
    *notice_actions.SPECS,
    *visit_actions.SPECS,
    *report_actions.ACTIONS,
    *settings_actions.SPECS,
)


def keys(context: UiContext) -> tuple[ActionSpec, ...]:
    """What keys do besides, in lists, forms and dialogs, for the sheet."""
    outcomes = context.workspace.code_lists[CodeKind.OUTCOME]
    return (*KEYS, *today_actions.letters(outcomes, context.translator.language), lead_actions.ASSIGN)


class Pages(QObject):
    """One for each place of the main window.

    Signals:
        place_wanted: a page leads to another; carries the place.
        duplicates_wanted: the likely duplicates are to be shown.
        language_changed: the window must be built again in another language.
        replaced: carries the workspace of a restored register.
        backed_up: a backup has been made by hand.
    """

    place_wanted = Signal(str)
    duplicates_wanted = Signal()
    language_changed = Signal()
    replaced = Signal(object)
    backed_up = Signal()

    def __init__(
        self,
        context: UiContext,
        settings: SettingsContext,
        load_translator: Callable[[str], Translator],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._settings = settings
        self._load_translator = load_translator
        self._notices_page: NoticesPage | None = None
        self._built: dict[str, QWidget] = {}
        self._aside: list[ListDialog] = []
        self.unsettled_key = UnsettledKey(context, self)
        self.people = PeoplePage(context)
        self.people.import_wanted.connect(self._import)
        self.people.duplicates_wanted.connect(self.duplicates_wanted)
        self.people.left.connect(self._back_to)

    def builders(self) -> Mapping[str, Callable[[], QWidget]]:
        """What makes the page of each place."""
        makers: Mapping[str, Callable[[], QWidget]] = {
            "today": self._today_page,
            "people": lambda: self.people,
            "reconcile": self._reconcile_page,
            "notices": self._notices,
            "visits": self._visits_page,
            "reports": self._reports_page,
            "delivery": self._delivery_page,
            "lead": self._lead_page,
            "settings": self._settings_page,
        }
        return {place: partial(self._build, place, maker) for place, maker in makers.items()}

    def open_person(
        self, person_id: str, came_from: str = "people", among: PeopleInOrder | None = None
    ) -> None:
        """Show a person's page; the way back leads to the place that the user came from."""
        place = "" if came_from == "people" else came_from
        self._note_lists(place)
        self.place_wanted.emit("people")
        self.people.open_person(person_id, among, place)

    def resume(self, person_id: str, came_from: str) -> None:
        """Show again who was shown, or the part of the settings that was."""
        page = self._built.get("settings")
        if person_id:
            self.open_person(person_id, came_from)
        elif came_from and isinstance(page, SettingsPage):
            page.show_part(came_from)

    def _build(self, place: str, maker: Callable[[], QWidget]) -> QWidget:
        self._built[place] = maker()
        return self._built[place]

    def _note_lists(self, place: str) -> None:
        """The lists that stand aside for the person are kept, those of an earlier one no longer."""
        for dialog in self._aside:
            dialog.deleteLater()
        lists = self._built[place].findChildren(ListDialog) if place in self._built else []
        self._aside = [dialog for dialog in lists if dialog.aside and dialog not in self._aside]

    def _go_on(self, place: str) -> None:
        """Where the next step is, with the keyboard in it."""
        self.place_wanted.emit(place)
        self._built[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _back_to(self, place: str) -> None:
        self.place_wanted.emit(place)
        page = self._built[place]
        (page.focusWidget() or page).setFocus()
        aside, self._aside = self._aside, []
        for dialog in aside:
            dialog.come_back()

    def begin(self, page: QWidget, there: bool) -> None:  # noqa: FBT001 - a slot of the window's signal
        """The keyboard goes where the work of the page begins; asked for again, from a person to the list."""
        if there and page is self.people:
            self.people.show_list()
        page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _import(self) -> None:
        self.place_wanted.emit("reconcile")

    def _today_page(self) -> QWidget:
        page = TodayPage(self._context)
        page.listed_wanted.connect(lambda person: self.open_person(person, "today", page.order))
        page.person_wanted.connect(partial(self.open_person, came_from="today"))
        page.place_wanted.connect(self._go_on)
        page.reread.connect(self.people.show_place)
        return page

    def _reconcile_page(self) -> QWidget:
        page = ReconcilePage(self._context)
        page.notices_given.connect(self._take_notices)
        return page

    def _notices(self) -> NoticesPage:
        if self._notices_page is None:
            self._notices_page = NoticesPage(self._context)
            self._notices_page.person_wanted.connect(partial(self.open_person, came_from="notices"))
        return self._notices_page

    def _take_notices(self, path: Path) -> None:
        self.place_wanted.emit("notices")
        self._notices().import_notices(path)

    def _lead_page(self) -> QWidget:
        from kaa_desktop.ui.lead.page import LeadPage  # start-up need not wait for it

        page = LeadPage(self._context)
        page.person_wanted.connect(partial(self.open_person, came_from="lead"))
        return page

    def _reports_page(self) -> QWidget:
        page = ReportsPage(self._context, self._settings.settings, self._load_translator)
        page.person_wanted.connect(partial(self.open_person, came_from="reports"))
        return page

    def _visits_page(self) -> QWidget:
        from kaa_desktop.ui.visits.page import VisitsPage  # start-up need not wait for it

        page = VisitsPage(self._context)
        page.person_wanted.connect(partial(self.open_person, came_from="visits"))
        return page

    def _delivery_page(self) -> QWidget:
        page = DeliveryPage(self._context)
        page.person_wanted.connect(partial(self.open_person, came_from="delivery"))
        return page

    def _settings_page(self) -> QWidget:
        page = SettingsPage(self._context, self._settings)
        page.language_changed.connect(self.language_changed)
        page.replaced.connect(self.replaced)
        page.backed_up.connect(self.backed_up)
        return page
