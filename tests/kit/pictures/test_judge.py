"""Only the hopeless is refused; whatever might be read gets a note at most."""

import time
from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from yika.kit.pictures import Fault, Judgement, Picture, clean, judge
from yika.kit.pictures.glare import OPENED, _without_thin_lines
from yika.kit.pictures.judging import WORDINGS

PAPER = (225, 228, 222)
TABLE = (90, 84, 76)


def page(size: tuple[int, int] = (1000, 630), paper: tuple[int, int, int] = PAPER) -> Image.Image:
    image = Image.new("RGB", size, paper)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(40)
    for row in range(6):
        pen.text((60, 60 + 90 * row), "Specimen 0123456789 of no one", font=font, fill=(20, 20, 24))
    return image


def cleaned(image: Image.Image) -> Picture:
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return clean(out.getvalue())


def judged(image: Image.Image) -> Judgement:
    return judge(cleaned(image))


def blurred(image: Image.Image, by: int) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(by))


def shining(image: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    spot = Image.new("L", image.size)
    ImageDraw.Draw(spot).ellipse(box, fill=255)
    return Image.composite(Image.new("RGB", image.size, "white"), image, blurred(spot, 4))


def darkened(image: Image.Image, to: float) -> Image.Image:
    return image.point(lambda value: int(value * to))


def on_table(image: Image.Image, table: tuple[int, int, int]) -> Image.Image:
    whole = Image.new("RGB", (image.width * 3 // 2, image.height * 2), table)
    whole.paste(image, (image.width // 4, image.height // 2))
    return whole


def test_a_good_picture_gets_no_words() -> None:
    assert judged(page()) == Judgement(None)


@pytest.mark.parametrize(
    ("image", "fault"),
    [
        (Image.new("RGB", (1, 1)), Fault.TOO_SMALL),
        (page((500, 315)), Fault.TOO_SMALL),
        (Image.new("RGB", (1000, 630), "black"), Fault.ALL_BLACK),
        (darkened(page(), 0.05), Fault.ALL_BLACK),
        (Image.new("RGB", (1000, 630), "white"), Fault.ALL_WHITE),
        (Image.new("RGB", (1000, 630), (128, 120, 110)), Fault.NO_DETAIL),
        (Image.linear_gradient("L").resize((1000, 630)).convert("RGB"), Fault.NO_DETAIL),
        (blurred(page(), 30), Fault.NO_DETAIL),
        (shining(page(), (100, 80, 800, 560)), Fault.TOO_MUCH_GLARE),
    ],
)
def test_what_nobody_could_read_is_hopeless(image: Image.Image, fault: Fault) -> None:
    judgement = judged(image)
    assert judgement.hopeless
    assert judgement.hopeless.fault == fault
    assert judgement.codes[0] == fault


@pytest.mark.parametrize(
    "image",
    [
        page((600, 380)),
        page().transpose(Image.Transpose.ROTATE_90),
        page().transpose(Image.Transpose.ROTATE_180),
        page().transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        page().convert("L").convert("RGB"),
        page(paper=(255, 255, 255)),
        page().crop((0, 0, 800, 630)),
        blurred(page(), 2),
        darkened(page(), 0.5),
        on_table(page(), TABLE),
        on_table(page(), (255, 255, 255)),
        on_table(page(paper=(255, 255, 255)), TABLE),
        on_table(page(paper=(255, 255, 255)), (255, 255, 255)),
        page().rotate(8, expand=True, fillcolor=TABLE),
    ],
)
def test_what_can_be_read_is_not_refused(image: Image.Image) -> None:
    assert judged(image).hopeless is None


def test_a_spot_that_shines_is_noted_with_its_place() -> None:
    [note] = judged(shining(page(), (600, 60, 800, 200))).notes
    assert note.fault == Fault.GLARE
    assert 0.02 < note.measured < 0.06
    assert note.spot
    assert note.spot.left == pytest.approx(0.6, abs=0.03)
    assert note.spot.right == pytest.approx(0.8, abs=0.03)
    assert note.spot.top == pytest.approx(0.1, abs=0.04)
    assert note.spot.bottom == pytest.approx(0.32, abs=0.04)


def test_a_white_sheet_under_the_card_is_no_glare() -> None:
    assert judged(on_table(page(), (255, 255, 255))).codes == ()


def test_a_photocopy_is_no_glare() -> None:
    copy = on_table(page(paper=(255, 255, 255)), TABLE)
    assert judged(copy).codes == ()


def test_a_blurred_picture_is_noted_and_still_read() -> None:
    assert judged(blurred(page(), 6)).codes == ("blurry",)


def test_a_dark_picture_is_noted_and_still_read() -> None:
    assert judged(darkened(page(), 0.3)).codes == ("dark",)


def test_grain_does_not_pass_for_sharpness() -> None:
    grain = Image.effect_noise((1000, 630), 60).convert("RGB")
    assert "blurry" in judged(Image.blend(blurred(page(), 6), grain, 0.3)).codes


def test_every_fault_has_words_that_say_how_to_mend_it() -> None:
    assert set(WORDINGS) == set(Fault)
    assert all(wording.count(".") > 1 for wording in WORDINGS.values())


def test_judging_takes_half_a_second_at_most() -> None:
    picture = cleaned(page((2000, 1500)))
    begun = time.process_time()
    judge(picture)
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize("seed", range(12))
def test_thin_lines_vanish_as_by_the_slow_way(seed: int) -> None:
    chance = Random(seed)
    mask = Image.new("L", (chance.randrange(30, 200), chance.randrange(30, 200)), 0)
    for _ in range(chance.randrange(1, 40)):
        left, top = chance.randrange(-20, 200), chance.randrange(-20, 200)
        box = (left, top, left + chance.randrange(1, 60), top + chance.randrange(1, 60))
        ImageDraw.Draw(mask).rectangle(box, fill=255)
    slow = mask.filter(ImageFilter.MinFilter(OPENED)).filter(ImageFilter.MaxFilter(OPENED))
    assert _without_thin_lines(mask).tobytes() == slow.tobytes()
