from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pikepdf
import pytest

from kaa_desktop.domain.home_visits import Address, PackLayout, RoundPlan, RoundView, Visit, VisitRound
from kaa_desktop.domain.visit_packs import VisitPack
from kaa_desktop.i18n import Translator
from kaa_desktop.reports.encryption import encrypted_pdf
from kaa_desktop.reports.visit_pack import build_visit_pack
from tests.reports.pdf_reading import marked_content, opened, page_texts, tags, text

_HOMES = (("Åsa Öberg", 17, "Granvägen 12"), ("Mohammed Ali Abdirahman Hassan", 19, "Åsögatan 99, lgh 1203"))


def pack(layout: PackLayout, *, visits: int = 2, hidden: int = 0) -> VisitPack:
    plan = RoundPlan(
        planned_on=date(2026, 11, 23), area="Norr", phone="070-174 06 05", expected_back=time(16, 30)
    )
    found = VisitRound(
        id="r", plan=plan, workers=("Anna", "Bosse"), back_at=None, visits=visits, logged=0, hidden=hidden
    )
    people = tuple(
        Visit(
            id=f"v{place}",
            person_id=f"p{place}",
            name=_HOMES[place % 2][0],
            age=_HOMES[place % 2][1],
            address=Address(street=_HOMES[place % 2][2], postal_code="123 45", city="Ekköping"),
        )
        for place in range(visits)
    )
    return VisitPack(
        municipality="Ekköping",
        secrecy_line="Sekretess enligt 23 kap. OSL",
        rounds=(RoundView(found, people),),
        layout=layout,
        made_on=date(2026, 11, 22),
    )


def test_each_visit_has_a_page_of_its_own(translator: Translator, tmp_path: Path) -> None:
    pages = page_texts(build_visit_pack(pack(PackLayout.SHEETS), translator), tmp_path)
    assert len(pages) == 3
    assert "Åsa Öberg" in pages[1]
    assert "Mohammed Ali Abdirahman Hassan" in pages[2]
    assert "Granvägen 12, 123 45 Ekköping" in pages[1]


def test_the_list_has_several_visits_to_a_page(swedish: Translator, tmp_path: Path) -> None:
    pages = page_texts(build_visit_pack(pack(PackLayout.LIST, visits=12), swedish), tmp_path)
    assert 2 < len(pages) < 5
    assert "Sekretess enligt 23 kap. OSL" in pages[0]


@pytest.mark.parametrize("layout", list(PackLayout))
def test_all_content_is_tagged(layout: PackLayout, translator: Translator) -> None:
    pdf = opened(build_visit_pack(pack(layout, visits=5), translator))
    for page in pdf.pages:
        marks, outside = marked_content(page)
        assert marks == sorted(marks)
        assert outside == 0
    found = tags(pdf)
    assert found.count("H1") == 1
    assert found.count("H3") == 5
    assert ("Table" in found) == (layout is PackLayout.SHEETS)


def test_who_is_left_out_is_counted(english: Translator, tmp_path: Path) -> None:
    read = text(build_visit_pack(pack(PackLayout.LIST, hidden=2), english), tmp_path)
    assert "2 people with protected personal data are left out." in read
    empty = text(build_visit_pack(pack(PackLayout.SHEETS, visits=0, hidden=1), english), tmp_path)
    assert "1 person with protected personal data is left out." in empty


def test_the_title_names_nobody(english: Translator) -> None:
    pdf = opened(build_visit_pack(pack(PackLayout.LIST), english))
    assert "Öberg" not in str(pdf.docinfo["/Title"])
    assert "Öberg" not in pdf.Root.Metadata.read_bytes().decode()


def test_without_the_password_nobody_reads_it(english: Translator, tmp_path: Path) -> None:
    plain = build_visit_pack(pack(PackLayout.LIST), english)
    file = tmp_path / "pack.pdf"
    file.write_bytes(encrypted_pdf(plain, "fyra ord i rad"))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(file)
    with pikepdf.open(file, password="fyra ord i rad") as pdf:
        assert pdf.encryption.bits == 256
        assert str(pdf.encryption.file_method).endswith("aesv3")
        assert tags(pdf) == tags(opened(plain))
