"""Whether somebody sits at a terminal."""

from __future__ import annotations

import sys
from typing import TextIO


def has_keyboard(stream: TextIO) -> bool:
    """Whether somebody can type into a stream: Windows calls its null device a terminal too."""
    if not stream.isatty():
        return False
    if sys.platform != "win32":
        return True
    import ctypes
    import msvcrt

    mode = ctypes.c_ulong()
    handle = msvcrt.get_osfhandle(stream.fileno())
    return bool(ctypes.windll.kernel32.GetConsoleMode(handle, ctypes.byref(mode)))
