from typing import BinaryIO

from msoffcrypto.format.ooxml import OOXMLFile

def OfficeFile(file: BinaryIO) -> OOXMLFile: ...  # noqa: N802 - the library's own name
