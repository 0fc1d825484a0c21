"""Prints a PDF page by page; each page is drawn on the worker and painted on the window's thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from kaa_desktop.ui.common.pdf_pages import page_count, render_for_print
from kaa_desktop.ui.common.tasks import TaskRunner

_SHARP_ENOUGH = 300


class PrintJob(QObject):
    """One document on its way to the printer; `done` is called at the end."""

    def __init__(
        self,
        tasks: TaskRunner,
        pdf: bytes,
        printer: QPrinter,
        *,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(tasks)
        self._tasks = tasks
        self._pdf = pdf
        self._printer = printer
        self._done = done
        self._failed = failed
        self._painter = QPainter()
        self._left: list[int] = []

    def start(self) -> None:
        """Count the pages and begin with the first that is wanted."""
        self._tasks.run(lambda: page_count(self._pdf), self._begin, self._failed, owner=self)

    def _begin(self, pages: int) -> None:
        first = max(1, self._printer.fromPage())
        last = min(pages, self._printer.toPage() or pages)
        self._left = list(range(first - 1, last))
        if self._left and self._painter.begin(self._printer):
            self._next()
        else:
            self.deleteLater()

    def _next(self) -> None:
        page, dots = self._left.pop(0), min(_SHARP_ENOUGH, self._printer.resolution())
        self._tasks.run(
            lambda: render_for_print(self._pdf, page, dots_per_inch=dots),
            self._paint,
            self._failed,
            owner=self,
        )

    def _paint(self, picture: QImage) -> None:
        room = self._painter.viewport()
        size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRect(room.topLeft(), size), picture)
        if self._left and self._printer.newPage():
            self._next()
        else:
            self._painter.end()
            self._done()
            self.deleteLater()


def print_with_dialog(
    parent: QWidget,
    tasks: TaskRunner,
    pdf: bytes,
    *,
    done: Callable[[], None],
    failed: Callable[[Exception], None],
) -> QPrintDialog:
    """Ask for a printer and print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: PrintJob(tasks, pdf, printer, done=done, failed=failed).start())
    dialog.setModal(True)
    dialog.show()
    return dialog
