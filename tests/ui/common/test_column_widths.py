from __future__ import annotations

from kaa_desktop.ui.common.column_widths import fitted_widths


def test_what_is_left_over_goes_to_the_stretching_column() -> None:
    assert fitted_widths((100, 100, 50), (50, 60, 50), 1, 300) == [100, 150, 50]
    assert fitted_widths((100, 100, 50), (50, 60, 50), -1, 300) == [100, 100, 50]


def test_where_there_is_too_little_room_each_gives_of_what_it_can_spare() -> None:
    widths = fitted_widths((100, 140, 50), (50, 60, 50), 1, 225)
    assert sum(widths) <= 225
    assert widths[2] == 50
    assert widths[0] > 70
    assert widths[1] > 95


def test_nothing_becomes_narrower_than_its_least() -> None:
    assert fitted_widths((100, 140, 50), (50, 60, 50), 1, 160) == [50, 60, 50]


def test_where_one_has_to_scroll_anyway_nothing_is_narrowed() -> None:
    assert fitted_widths((100, 140, 50), (50, 60, 50), 1, 159) == [100, 140, 50]


def test_the_firm_ones_give_way_when_the_others_have_given_what_they_can() -> None:
    wanted, least = (100, 140, 50), (50, 60, 50)
    assert fitted_widths(wanted, least, 1, 260, {1}) == [70, 140, 50]
    assert fitted_widths(wanted, least, 1, 200, {1}) == [50, 100, 50]
    assert fitted_widths(wanted, least, 1, 160, {1}) == [50, 60, 50]
