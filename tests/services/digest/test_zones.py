"""People name their zone as they remember it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InputError
from bot.services.digest.zones import named_zones, with_summer_time, zone, zone_names, zones_like
from tests.each_row import each_row


@each_row("name", ["Europe/Berlin", "europe/berlin", " EUROPE/BERLIN "])
def test_case_and_spaces_do_not_matter(name: str) -> None:
    assert zone(name) == ZoneInfo("Europe/Berlin")


@each_row("name", ["America/New_York", "america/new york", "UTC", "CET", "Asia/Calcutta"])
def test_every_name_of_tzdata_is_taken(name: str) -> None:
    assert zone(name).key.casefold() == name.casefold().replace(" ", "_")


@each_row(
    ("typed", "meant"),
    [("Europe/Berln", "Europe/Berlin"), ("New Yrok", "America/New_York"), ("Pariis", "Europe/Paris")],
)
def test_a_name_that_does_not_exist_gets_a_hint(typed: str, meant: str) -> None:
    with pytest.raises(InputError, match=f"There is no time zone “{typed}”. Did you mean {meant}"):
        zone(typed)


def test_a_place_is_understood_by_what_people_call_it() -> None:
    cases: list[tuple[str, str]] = [
        ("India", "Asia/Kolkata"),
        ("Beijing", "Asia/Shanghai"),
        ("UK", "Europe/London"),
        ("Paris", "Europe/Paris"),
        ("Munich", "Europe/Berlin"),
        ("Deutschland", "Europe/Berlin"),
        ("Москва", "Europe/Moscow"),
        ("japan standard time", "Asia/Tokyo"),
        ("PST", "America/Los_Angeles"),
        ("São Paulo", "America/Sao_Paulo"),
        ("New York", "America/New_York"),
        ("tallinn", "Europe/Tallinn"),
        ("Ho Chi Minh", "Asia/Ho_Chi_Minh"),
        ("Hawaii", "US/Hawaii"),
        ("Texas", "America/Chicago"),
        ("california", "America/Los_Angeles"),
        ("NYC", "America/New_York"),
        ("München", "Europe/Berlin"),
        ("Frankfurt", "Europe/Berlin"),
        ("Queensland", "Australia/Brisbane"),
    ]

    assert [(typed, meant, got) for typed, meant in cases if (got := zone(typed)) != ZoneInfo(meant)] == []


@each_row(
    ("typed", "offered"),
    [
        ("USA", "America/New_York, America/Chicago or America/Los_Angeles"),
        ("IST", "Asia/Kolkata, Asia/Jerusalem or Europe/Dublin"),
        ("CST", "America/Chicago, Asia/Shanghai or America/Mexico_City"),
        ("eastern", "Canada/Eastern or US/Eastern"),
        ("Georgia", "Asia/Tbilisi or America/New_York"),
        ("Washington", "America/New_York or America/Los_Angeles"),
        ("Victoria", "Australia/Melbourne, America/Vancouver or Asia/Hong_Kong"),
    ],
)
def test_what_may_be_several_zones_is_offered(typed: str, offered: str) -> None:
    with pytest.raises(InputError, match=f"may be several time zones. Did you mean {offered}"):
        zone(typed)


@each_row(
    ("name", "meant"),
    [
        ("EST", "America/New_York"),
        ("MST", "America/Denver"),
        ("GMT", "Europe/London"),
        ("HST", None),
        ("CET", None),
        ("UTC", None),
        ("Europe/Berlin", None),
    ],
)
def test_letters_without_summer_time_come_with_a_warning(name: str, meant: str | None) -> None:
    assert with_summer_time(zone(name).key, datetime(2026, 3, 1, tzinfo=UTC)) == meant


def test_every_named_zone_exists_and_every_name_is_folded() -> None:
    assert len(named_zones()) > 2500
    assert all(zones_like(name)[0] in zones for name, zones in list(named_zones().items())[::50])


@each_row("typed", ["UTC+2", "gmt-5", "GMT+05:30", "+0200", "utc +1", "UTC−3"])
def test_a_difference_is_no_zone_and_is_not_taken_for_utc(typed: str) -> None:
    with pytest.raises(InputError, match=r"does not say when the clocks change\. Name a city"):
        zone(typed)


def test_no_guess_is_one_of_the_old_names() -> None:
    with pytest.raises(InputError) as refused:
        zone("texus")

    assert "Brazil" not in str(refused.value)


@each_row("typed", ["", "../etc/passwd", "xyzzyq", "\0", "Europe", "asia"])
def test_nonsense_gets_an_example(typed: str) -> None:
    with pytest.raises(InputError, match="An example is Europe/Berlin"):
        zone(typed)


@each_row(
    ("typed", "first"),
    [
        ("berl", "Europe/Berlin"),
        ("new y", "America/New_York"),
        ("tokio", "Asia/Tokyo"),
        ("", "UTC"),
        ("est", "America/New_York"),
        ("Beij", "Asia/Shanghai"),
    ],
)
def test_what_is_being_typed_is_completed(typed: str, first: str) -> None:
    assert zones_like(typed)[0] == first


def test_cities_that_begin_so_come_before_those_that_only_hold_it() -> None:
    assert zones_like("lon")[:3] == ("Arctic/Longyearbyen", "Europe/London", "America/Blanc-Sablon")


@given(st.text(max_size=40))
def test_any_text_gets_at_most_as_many_names_as_a_list_may_hold_and_all_are_zones(typed: str) -> None:
    names = zones_like(typed)

    assert len(names) <= 25
    assert len(set(names)) == len(names)
    assert set(names) <= set(zone_names())
