"""People name their zone as they remember it."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InputError
from bot.services.digest.wall_time import zone, zone_names, zones_like


@pytest.mark.parametrize("name", ["Europe/Berlin", "europe/berlin", " EUROPE/BERLIN "])
def test_case_and_spaces_do_not_matter(name: str) -> None:
    assert zone(name) == ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("name", ["America/New_York", "america/new york", "UTC", "CET", "Asia/Calcutta"])
def test_every_name_of_tzdata_is_taken(name: str) -> None:
    assert zone(name).key.casefold() == name.casefold().replace(" ", "_")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Europe/Berln", "Europe/Berlin"), ("New Yrok", "America/New_York"), ("Paris", "Europe/Paris")],
)
def test_a_name_that_does_not_exist_gets_a_hint(typed: str, meant: str) -> None:
    with pytest.raises(InputError, match=f"There is no time zone “{typed}”. Did you mean {meant}"):
        zone(typed)


@pytest.mark.parametrize("typed", ["", "../etc/passwd", "xyzzyq", "\0"])
def test_nonsense_gets_an_example(typed: str) -> None:
    with pytest.raises(InputError, match="One example is Europe/Berlin"):
        zone(typed)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("berl", "Europe/Berlin"), ("new y", "America/New_York"), ("tokio", "Asia/Tokyo"), ("", "UTC")],
)
def test_what_is_being_typed_is_completed(typed: str, first: str) -> None:
    assert zones_like(typed)[0] == first


@given(st.text(max_size=40))
def test_any_text_gets_at_most_as_many_names_as_a_list_may_hold_and_all_are_zones(typed: str) -> None:
    names = zones_like(typed)

    assert len(names) <= 25
    assert len(set(names)) == len(names)
    assert set(names) <= set(zone_names())
