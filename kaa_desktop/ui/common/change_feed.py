"""One signal that tells every view what a service call has touched."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kaa_desktop.domain.changes import Changes


class ChangeFeed(QObject):
    """Views connect to `changed(changes, initiator)` and refresh what the changes concern.

    The initiator is the object that asked for the change, or None; a view that has already shown its own
    change may pass over it.
    """

    changed = Signal(object, object)

    def announce(self, changes: Changes, initiator: QObject | None = None) -> None:
        """Tell everybody."""
        self.changed.emit(changes, initiator)
