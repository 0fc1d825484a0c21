"""The municipality's logo as it goes on paper."""

from __future__ import annotations

import io

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader


def read_logo(content: bytes | None) -> ImageReader | None:
    """The logo on white in RGB; a picture that cannot be read counts as none."""
    if not content:
        return None
    try:
        with Image.open(io.BytesIO(content)) as image:
            picture = image.convert("RGBA")
    except (UnidentifiedImageError, OSError):
        return None
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ImageReader(ground)
