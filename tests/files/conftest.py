from __future__ import annotations

import pytest

from kaa_desktop.domain.code_lists import CodeLists, parse_code_lists
from kaa_desktop.system.assets import code_list_documents


@pytest.fixture(scope="session")
def code_lists() -> CodeLists:
    return parse_code_lists(code_list_documents())
