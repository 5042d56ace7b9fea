"""Specimens: drawn, marked, with numbers that check and were given to nobody."""

import pytest
from PIL import Image, ImageDraw

from yika.connectors.printer import fonts
from yika.kit.errors import NotFound
from yika.kit.pictures import Judgement, clean, judge, same_picture
from yika.site.demo.specimens import (
    KINDS,
    SPOILS,
    NoFont,
    as_jpeg,
    draw,
    lettering,
    mrz,
    people,
    person,
    sides,
    spoil,
)

needs_font = pytest.mark.skipif(fonts.chinese() is None, reason="no font for Chinese here")
FACES = [(name, side) for name, one in people().items() for side in sides(one.kind)]
HOPELESS = {
    "hopeless-blur": "no_detail",
    "hopeless-glare": "too_much_glare",
    "small": "too_small",
}
NOTED = {"glare": "glare", "glare-on-number": "glare", "dark": "dark"}


def front(*ways: str) -> Image.Image:
    return spoil(draw(person("li-qingshan"), "front"), *ways)


def judged(*ways: str) -> Judgement:
    return judge(clean(as_jpeg(front(*ways))))


@needs_font
@pytest.mark.parametrize(("name", "side"), FACES)
def test_every_side_of_everybody_is_drawn_and_good_enough(name: str, side: str) -> None:
    image = draw(people()[name], side)
    assert judge(clean(as_jpeg(image))) == Judgement(None)


def test_every_kind_of_document_has_somebody() -> None:
    assert {one.kind for one in people().values()} == set(KINDS)


@needs_font
def test_every_drawing_bears_the_mark_of_a_specimen() -> None:
    image = draw(person("li-qingshan"), "back")
    red = [
        count
        for count, color in image.getcolors(1_000_000) or []
        if isinstance(color, tuple) and color == (176, 52, 44)
    ]
    assert sum(red) > 1000


@needs_font
def test_no_sign_is_drawn_as_an_empty_box() -> None:
    """Fonts for Chinese without digits draw the same box for each of them."""
    drawn = set()
    for digit in "0123456789":
        image = Image.new("RGB", (60, 60))
        lettering.write(ImageDraw.Draw(image), (5, 5), digit, size=40, color=(255, 255, 255))
        drawn.add(image.tobytes())
    assert len(drawn) == 10


@needs_font
@pytest.mark.parametrize("way", SPOILS)
def test_each_mishap_is_judged_as_it_deserves(way: str) -> None:
    judgement = judged(way)
    if way in HOPELESS:
        assert judgement.codes[0] == HOPELESS[way]
    else:
        assert judgement.hopeless is None
        assert judgement.codes == ((NOTED[way],) if way in NOTED else ())


@needs_font
@pytest.mark.parametrize(
    "ways",
    [("photo", "glare"), ("white-table", "photocopy"), ("tilt", "blur")],
)
def test_several_mishaps_at_once_are_still_read(ways: tuple[str, ...]) -> None:
    assert judged(*ways).hopeless is None


@needs_font
def test_the_same_picture_for_both_sides_is_noticed_and_two_sides_are_not() -> None:
    one = clean(as_jpeg(front()))
    again = clean(as_jpeg(front().resize((1400, 882)), quality=60))
    back = clean(as_jpeg(draw(person("li-qingshan"), "back")))
    other = clean(as_jpeg(draw(person("huang-guoying"), "front")))
    assert same_picture(one.digest, again.digest)
    assert not same_picture(one.digest, back.digest)
    assert not same_picture(one.digest, other.digest)


def test_mishaps_are_the_same_each_time_but_for_the_grain() -> None:
    blank = Image.new("RGB", (200, 126), "gray")
    for way in set(SPOILS) - {"noise", "photo", "hopeless-blur"}:
        assert spoil(blank, way).tobytes() == spoil(blank, way).tobytes()


def test_the_numbers_check_and_are_of_nobody() -> None:
    for one in people().values():
        if one.kind == "passport":
            continue
        number = one.shown_number
        assert len(number) == 18
        assert int(number[16]) % 2 == (one.sex == "male")
        weights = [2 ** (17 - place) % 11 for place in range(17)]
        values = [int(digit) for digit in number[:17]]
        total = sum(weight * value for weight, value in zip(weights, values, strict=True))
        assert number[17] == "10X98765432"[total % 11]
        assert number[:6] in {"110100", "810000"}
        assert number[14:17] in {"998", "999"}


def test_the_zone_of_the_specimen_of_the_standard_is_as_it_says() -> None:
    first, second = mrz.zone(person("anna-eriksson"))
    assert first == "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
    assert second[:28] == "L898902C36UTO7408122F3204153"
    assert len(first) == len(second) == 44


@pytest.mark.parametrize("name", [name for name, one in people().items() if one.kind == "passport"])
def test_a_zone_has_two_lines_of_the_right_signs(name: str) -> None:
    for line in mrz.zone(person(name)):
        assert len(line) == 44
        assert set(line) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")


def test_what_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound):
        person("nobody")
    with pytest.raises(NotFound):
        draw(person("li-qingshan"), "data")


def test_without_a_font_the_reason_is_told() -> None:
    assert "fonts-droid-fallback" in str(NoFont())
    assert NoFont().permanent
