"""Marks texts for translation where they are defined; they are translated where they are shown."""


def N_(text: str) -> str:  # noqa: N802 - gettext's established name
    """Return the text as it is; message extraction looks for the call."""
    return text
