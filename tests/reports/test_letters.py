from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from kaa_desktop.domain.letters import Addressee, FinishedLetter, LetterPrint, LetterText
from kaa_desktop.i18n import Translator
from kaa_desktop.reports.letters import build_letters
from tests.reports.pdf_reading import marked_content, opened, page_texts, tags
from tests.reports.test_tagging import CHECKER

BODY = "Hej!\n\nRing mig.\n\nVänliga hälsningar\nAnna Arbetare\nEkköping"
NAMES = ("Åsa Öberg", "Mohammed Ali Abdirahman Hassan")


def letters(body: str = BODY, *, logo: bytes = b"") -> LetterPrint:
    return LetterPrint(
        letters=tuple(
            FinishedLetter(Addressee((name, "Granvägen 12", "123 45 Ekköping")), LetterText("Ett ämne", body))
            for name in NAMES
        ),
        municipality="Ekköping",
        address="Box 1, 123 21 Ekköping",
        phone="08-12 34 56",
        logo=logo,
        made_on=date(2026, 11, 22),
    )


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGBA", (300, 90), (0, 120, 80, 90)).save(stream, "PNG")
    return stream.getvalue()


def test_each_letter_begins_a_page(swedish: Translator, tmp_path: Path) -> None:
    pages = page_texts(build_letters(letters(), swedish), tmp_path)
    assert len(pages) == 2
    for page, name in zip(pages, NAMES, strict=True):
        assert name in page
        assert "22 november 2026" in page
        assert "Box 1, 123 21 Ekköping · 08-12 34 56" in page
        assert "Sida" not in page


def test_a_long_letter_goes_on_without_another_address(swedish: Translator, tmp_path: Path) -> None:
    long = "\n\n".join(["Jag vill gärna prata med dig. " * 12] * 9)
    pages = page_texts(build_letters(letters(long), swedish), tmp_path)
    assert len(pages) == 4
    assert [NAMES[0] in page for page in pages] == [True, False, False, False]
    assert [NAMES[1] in page for page in pages] == [False, False, True, False]
    assert "Sida 2 av 2" in pages[3]


def test_all_content_is_tagged(translator: Translator) -> None:
    pdf = opened(build_letters(letters(logo=picture()), translator))
    for page in pdf.pages:
        marks, outside = marked_content(page)
        assert marks == sorted(marks)
        assert outside == 0
    assert tags(pdf)[1:] == ["Figure", "P", "P", "H1", "P", "P", "P"] * 2
    assert str(pdf.Root.Lang) == ("sv-SE" if translator.language == "sv" else "en-GB")


def test_the_title_names_nobody(english: Translator) -> None:
    pdf = opened(build_letters(letters(), english))
    assert str(pdf.docinfo["/Title"]) == "Letters, Ekköping"
    assert "Öberg" not in pdf.Root.Metadata.read_bytes().decode()


def test_the_validator_passes_it(swedish: Translator, english: Translator, tmp_path: Path) -> None:
    if not CHECKER.exists():
        pytest.skip("the PDF validator is not beside the project")
    if shutil.which("java") is None:
        pytest.skip("the PDF validator needs Java")
    files = []
    for translator, logo in ((swedish, picture()), (english, b"")):
        files.append(tmp_path / f"{translator.language}.pdf")
        files[-1].write_bytes(build_letters(letters(logo=logo), translator))
    command = [str(CHECKER), "ua1,2a", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
