"""The window before a register is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout

from kaa_desktop.ui.common.first_paint import FirstWindow
from kaa_desktop.ui.common.icons import IconLabel
from kaa_desktop.ui.common.widgets import TextRole, label, title
from kaa_desktop.ui.unlock.context import UnlockContext
from kaa_desktop.ui.unlock.open_page import OpenPage
from kaa_desktop.ui.unlock.panel import Panel

if TYPE_CHECKING:  # the services take half a second to import; the window is shown before
    from kaa_desktop.services.workspace import Workspace
    from kaa_desktop.ui.unlock.create_page import CreatePage

PRODUCT = "KAA Desktop"
_SIDE = 300
_ROOM_FOR_SIDE = 820


class UnlockWindow(FirstWindow):
    """Emits `unlocked(workspace)`; the three ways there are pages of their own."""

    unlocked = Signal(object)
    closed = Signal()

    def __init__(
        self, context: UnlockContext, *, register: Path | None = None, user: str | None = None
    ) -> None:
        super().__init__()
        _ = context.translator.gettext
        self.setWindowTitle(PRODUCT)
        self.setProperty("ground", "window")
        self.resize(980, 660)
        self._context = context
        self._created: Workspace | None = None
        self.open_page = OpenPage(context, register=register, user=user)
        self._stack = QStackedWidget()
        self._side = _side(context)
        self._create_page: CreatePage | None = None
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setProperty("focusPolicy", "NoFocus")  # by name: the first window makes no `Qt`
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 0, 16)
        layout.setSpacing(0)
        layout.addWidget(self._side)
        layout.addWidget(scroll, 1)
        self._stack.setProperty("ground", "none")
        scroll.setWidget(self._stack)
        self._show(self.open_page)
        self.painted.connect(self.open_page.order_tabs)
        self.painted.connect(self.open_page.look_up_users)
        self.open_page.opened.connect(self.unlocked)
        self.open_page.create_wanted.connect(self.create_register)
        self.open_page.recovery_wanted.connect(self.recover_register)

    def create_register(self) -> None:
        """Show the page that makes a new register."""
        if self._create_page is None:
            from kaa_desktop.ui.unlock.create_page import CreatePage

            self._create_page = CreatePage(self._context)
            self._create_page.on_return(self._go_home)
            self._create_page.created.connect(self._keep_key)
        self._show(self._create_page)
        self._create_page.begin_typing()

    def recover_register(self, register: Path) -> None:
        """Show the page that opens with the recovery key."""
        from kaa_desktop.ui.unlock.recover_page import RecoverPage

        page = RecoverPage(self._context)
        page.on_return(self._go_home)
        page.opened.connect(self.unlocked)
        self._show(page)
        page.begin_typing(register)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the form the room when there is little."""
        super().resizeEvent(event)
        self._side.setVisible(event.size().width() >= _ROOM_FOR_SIDE)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before the recovery key is gone for ever."""
        if self._created is not None:
            event.ignore()
            self._ask_about_key()
            return
        super().closeEvent(event)
        self.closed.emit()

    def _ask_about_key(self) -> None:
        from kaa_desktop.ui.common.dialogs import ask

        _ = self._context.translator.gettext
        ask(
            self,
            self._context.icons,
            title=_("Close without the recovery key?"),
            text=_(
                "It is not shown again. If the passphrase is forgotten, nobody can ever open the register."
            ),
            yes=_("Close anyway"),
            no=_("Back to the key"),
            then=self._let_go,
            dangerous=True,
        )

    def _let_go(self) -> None:
        """Close a register that was made but not gone on with, and the window."""
        if self._created is not None:
            self._context.tasks.run(self._created.register.close, lambda _: None, owner=self._context.tasks)
            self._created = None
        self.close()

    def _go_home(self) -> None:
        self._show(self.open_page)
        self.open_page.begin_typing()

    def _keep_key(self, created: tuple[Workspace, str]) -> None:
        from kaa_desktop.ui.unlock.recovery_key_page import RecoveryKeyPage

        self._created, recovery_key = created
        settings = self._context.settings
        settings.save(settings.load().with_register(self._created.register.path))
        page = RecoveryKeyPage(self._context)
        page.kept.connect(self._go_on)
        self._show(page)
        page.show_key(recovery_key, self._created.register.path)

    def _go_on(self) -> None:
        workspace, self._created = self._created, None
        self.unlocked.emit(workspace)

    def _show(self, page: Panel) -> None:
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
            if page is not self.open_page:  # that one waits: what is met on the way takes `Qt`
                page.order_tabs()
        self._stack.setCurrentWidget(page)


def _side(context: UnlockContext) -> QFrame:
    _ = context.translator.gettext
    side = QFrame()
    side.setProperty("message", "accent")
    side.setFixedWidth(_SIDE)
    layout = QVBoxLayout(side)
    layout.setContentsMargins(28, 32, 28, 28)
    layout.setSpacing(12)
    layout.addWidget(IconLabel(context.icons, "users", colour="soft_text", size=44))
    layout.addWidget(title(PRODUCT))
    layout.addWidget(
        label(_("The municipal activity responsibility, one young person at a time."), wrap=True)
    )
    layout.addStretch(1)
    for icon, text in (
        ("lock", _("Encrypted on this computer, and nowhere else.")),
        ("history", _("Every change is kept, and can be undone.")),
        ("file-text", _("The half-year report is ready when you are.")),
    ):
        row = QHBoxLayout()
        row.setSpacing(10)
        above = QVBoxLayout()
        above.addWidget(IconLabel(context.icons, icon, colour="soft_text"))
        above.addStretch()
        row.addLayout(above)
        row.addWidget(label(text, TextRole.BODY, wrap=True), 1)
        layout.addLayout(row)
    return side
