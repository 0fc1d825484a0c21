"""Work off the window's thread: in the order of asking, answers on the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kaa_desktop.domain.errors import CancelledError

if TYPE_CHECKING:  # not on the first window
    from concurrent.futures import Future, ThreadPoolExecutor

    from kaa_desktop.domain.changes import Progress
    from kaa_desktop.ui.common.progress import ProgressDialog

T = TypeVar("T")


class _Request(NamedTuple):
    future: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    owner: QObject
    key: str = ""
    waited_for: bool = True


class _Threads(NamedTuple):
    register: ThreadPoolExecutor
    beside: ThreadPoolExecutor


class TaskRunner(QObject):
    """The one thread that touches the register, and one beside it for what nobody waits for.

    Signals:
        failed: an exception that the asker has no answer to.
        busy_changed: whether anything is running or waiting.
    """

    failed = Signal(object)
    busy_changed = Signal(bool)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest: dict[str, Future[Any]] = {}
        self._stopping = threading.Event()
        self._waiting = 0

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QObject,
        key: str = "",
    ) -> None:
        """Run `work` on the worker and hand its result to `done` on the window's thread.

        Args:
            work: touches no widget.
            done: is not called when `owner` is gone by then.
            failed: gets the exception; without it `TaskRunner.failed` is emitted.
            owner: the widget or model that asks.
            key: a newer request of the same key replaces an older one that has not been delivered.
        """
        if self._stopping.is_set():  # the window is gone; nobody waits for an answer
            return
        future = self._threads.register.submit(work)
        if key:
            older = self._newest.get(key)
            self._newest[key] = future
            if older is not None:
                older.cancel()
        self._waiting += 1
        if self._waiting == 1:
            self.busy_changed.emit(True)
        self._follow(_Request(future, done, failed, owner, key))

    def run_beside(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QObject,
    ) -> None:
        """As `run`, but what `run` is asked for neither waits for it nor tells of it; the end waits for it.

        Args:
            work: touches no widget and no connection of the register.
            done: as in `run`.
            failed: as in `run`.
            owner: as in `run`.
        """
        if self._stopping.is_set():
            return
        future = self._threads.beside.submit(work)
        self._follow(_Request(future, done, failed, owner, waited_for=False))

    def run_long(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QWidget,
        dialog: ProgressDialog,
        cancelled: Callable[[], None] | None = None,
    ) -> None:
        """Run long `work` behind a dialog that shows itself after half a second and can cancel.

        Args:
            work: calls `Progress.step` often; it raises `CancelledError` once the user has cancelled.
            done: as in `run`.
            failed: as in `run`.
            owner: as in `run`.
            dialog: a new `ProgressDialog`, which the runner disposes of.
            cancelled: told when the work has stopped because of the user, or nobody waits for it any more.
        """
        from kaa_desktop.ui.common.progress import WindowProgress

        progress = WindowProgress(stopping=self._stopping, parent=self)
        dialog.watch(progress)

        def finish() -> None:
            dialog.finish()
            progress.deleteLater()

        def leave() -> None:
            if cancelled and isValid(owner):
                cancelled()

        def succeeded(result: T) -> None:
            finish()
            if isValid(owner) and not dialog.gone:
                done(result)

        def stopped(error: Exception) -> None:
            finish()
            if dialog.gone:
                return
            if isinstance(error, CancelledError):
                leave()
            else:
                self._fail(failed, error, owner)

        dialog.left.connect(leave)
        self.run(lambda: work(progress), succeeded, stopped, owner=self)

    def shutdown(self) -> None:
        """Let work that waits be done, cancel long work, and wait for the thread to end."""
        self._stopping.set()
        for thread in self._threads:
            thread.shutdown(wait=True)

    @cached_property
    def _threads(self) -> _Threads:
        from concurrent.futures import ThreadPoolExecutor

        self._finished.connect(self._deliver, QtCore.Qt.ConnectionType.QueuedConnection)
        return _Threads(
            ThreadPoolExecutor(max_workers=1, thread_name_prefix="register"),
            ThreadPoolExecutor(max_workers=1, thread_name_prefix="beside"),
        )

    def _follow(self, request: _Request) -> None:
        request.future.add_done_callback(lambda _: self._finished.emit(request))

    def _deliver(self, request: _Request) -> None:
        self._waiting -= request.waited_for
        if request.waited_for and self._waiting == 0:
            self.busy_changed.emit(False)
        if request.key:
            if self._newest.get(request.key) is not request.future:
                return
            del self._newest[request.key]
        if request.future.cancelled() or not isValid(request.owner):
            return
        error = request.future.exception()
        if error is None:
            request.done(request.future.result())
        elif isinstance(error, Exception):
            self._fail(request.failed, error, request.owner)

    def _fail(self, failed: Callable[[Exception], None] | None, error: Exception, owner: QObject) -> None:
        if failed is None:
            self.failed.emit(error)
        elif isValid(owner):
            failed(error)
