from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kaa_desktop.domain.personal_number import read_back
from kaa_desktop.storage.person_keys import PersonKeys
from kaa_desktop.storage.young_people import person_id_for


@given(st.binary(min_size=1, max_size=80), st.lists(st.from_regex(r"[0-9]{12}", fullmatch=True), max_size=5))
def test_keys_in_bulk_are_the_ids_of_the_register(secret: bytes, numbers: list[str]) -> None:
    keys = PersonKeys(secret.hex()).of(numbers)
    assert keys == [person_id_for(read_back(number), secret.hex()) for number in numbers]
