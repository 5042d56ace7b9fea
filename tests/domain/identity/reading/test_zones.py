"""Passports: the zone made for readers, out of recorded lines and out of spoiled ones."""

from datetime import date

import pytest

from tests.domain.identity.reading.recorded import boxes, line, page, printing, read
from yika.domain.identity.rules.documents import Sex

FIRST = "P<CHNHUANG<<GUOHUA<<<<<<<<<<<<<<<<<<<<<<<<<<"
SECOND = "G582678011CHN9005123M3001019<<<<<<<<<<<<<<00"


@pytest.mark.parametrize("how", ["clean", "q10", "rot8", "w607"])
def test_a_passport_is_read_from_its_zone_and_the_name_from_the_page(how: str) -> None:
    fields = read(f"passport.data.chn.{how}").fields
    assert (fields.name, fields.latin_name) == ("黄国华", "HUANG,GUOHUA")
    assert (fields.number, fields.nationality, fields.sex) == ("G58267801", "CHN", Sex.MALE)
    assert (fields.born_on, fields.expires_on) == (date(1990, 5, 12), date(2030, 1, 1))
    assert fields.mrz == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize("how", ["clean", "q10", "rot8"])
def test_figures_read_for_letters_in_a_country_are_mended(how: str) -> None:
    fields = read(f"passport.data.uto.{how}").fields
    assert (fields.nationality, fields.number) == ("UTO", "L898902C3")
    assert fields.born_on == date(1974, 8, 12)


def test_germany_has_one_letter_and_two_fillers() -> None:
    fields = read("passport.data.deu.clean").fields
    assert (fields.nationality, fields.number) == ("DEU", "C01X00T47")


def test_a_passport_on_its_head_asks_to_be_turned_and_gives_nothing_wrong() -> None:
    reading = read("passport.data.chn.rot180")
    assert reading.turned == 180
    assert set(reading.unread) == {"born_on", "nationality"}


def test_a_zone_with_a_wrong_digit_is_kept_to_be_checked_but_fills_nothing() -> None:
    found = printing(
        boxes("passport.data.chn.clean"), lambda text: text.replace("G582678011", "G582678071")
    )
    fields = read("passport.data.chn.clean", found).fields
    assert fields.number == "G58267801"  # as it is printed
    assert (fields.born_on, fields.expires_on) == (None, None)
    assert "G58267807" in fields.mrz


def test_a_twin_that_the_check_digit_cannot_tell_is_caught_by_the_printed_number() -> None:
    """In the noise an L of the zone was read as a 1, and its check digit stays right."""
    reading = read("passport.data.anna.noise")
    assert "1898902C3" in reading.fields.mrz
    assert not reading.fields.number
    assert reading.unread == ("number",)


def test_a_line_that_the_engine_turned_on_its_head_makes_nothing_wrong() -> None:
    fields = read("passport.data.anna.line-turned-by-engine").fields
    assert (fields.number, fields.born_on) == ("L898902C3", None)
    assert read("passport.data.anna.clean").fields.born_on == date(1974, 8, 12)


def test_a_thumb_over_the_zone_leaves_what_is_printed() -> None:
    reading = read("passport.data.anna.thumb")
    assert set(reading.unread) == {"born_on", "nationality"}
    assert reading.fields.number == "L898902C3"


def test_on_its_head_or_mirrored_nothing_is_found_and_nothing_wrong() -> None:
    for how in ("upside-down", "mirror", "turn"):
        assert read(f"passport.data.anna.{how}").is_bare
    turned = read("passport.data.anna.turn-then-turned")
    assert (turned.turned, turned.unread) == (270, ())


def test_a_line_cut_at_the_edge_still_tells_number_and_days() -> None:
    fields = read(
        "passport.data.chn.none", page(line(FIRST, 40, 700), line(SECOND[:28], 40, 760))
    ).fields
    assert (fields.number, fields.expires_on) == ("G58267801", date(2030, 1, 1))


def test_a_line_in_two_parts_is_put_together_again() -> None:
    found = page(
        line(FIRST, 40, 700, width=1100),
        line(SECOND[:20], 40, 770, width=500),
        line(SECOND[20:], 545, 772, width=600),
    )
    assert read("passport.data.chn.none", found).fields.number == "G58267801"


def test_a_page_without_a_zone_has_none() -> None:
    found = page(line("MAINLAND TRAVEL PERMIT FOR HONG KONG", 40, 40))
    assert not read("passport.data.chn.none", found).fields.mrz
