"""What is taken as a picture, what is refused and why, and that nothing else gets through."""

import struct
import time
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from yika.kit.errors import Refusal
from yika.kit.pictures import LONGEST_SIDE, Picture, clean, refusals, same_picture
from yika.kit.pictures.cleaning import BYTES_MAX
from yika.kit.pictures.sameness import digest_of
from yika.kit.pictures.turning import ORIENTATION

PLANTED = b"taken-at-31.2304N"


def scene(size: tuple[int, int] = (300, 200), mode: str = "RGB") -> Image.Image:
    """Something with four different corners: red, green, blue and gray."""
    image = Image.new("RGB", size, (128, 128, 128))
    wide, high = size[0] // 2, size[1] // 2
    image.paste((220, 20, 20), (0, 0, wide, high))
    image.paste((20, 220, 20), (wide, 0, size[0], high))
    image.paste((20, 20, 220), (0, high, wide, size[1]))
    return image.convert(mode)


def file_of(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(picture: Picture) -> Image.Image:
    image = Image.open(BytesIO(picture.jpeg))
    image.load()
    return image


def corner(picture: Picture, x: float, y: float) -> str:
    image = opened(picture)
    pixel = image.getpixel((int(x * image.width), int(y * image.height)))
    assert isinstance(pixel, tuple)
    red, green, blue = (int(value) for value in pixel)
    if max(red, green, blue) - min(red, green, blue) < 40:
        return "gray"
    return ("red", "green", "blue")[[red, green, blue].index(max(red, green, blue))]


def refused(data: bytes) -> str:
    with pytest.raises(refusals.PictureRefused) as caught:
        clean(data)
    return caught.value.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_becomes_a_jpeg_by_its_content_alone(kind: str) -> None:
    picture = clean(file_of(scene(), kind))
    assert (picture.came_as, picture.width, picture.height) == (kind, 300, 200)
    assert opened(picture).format == "JPEG"
    assert [corner(picture, 0.2, 0.2), corner(picture, 0.8, 0.2)] == ["red", "green"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture.empty"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100), "picture.heic"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1heic" + bytes(100), "picture.heic"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture.svg"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg/>", "picture.svg"),
        (b"%PDF-1.7\n1 0 obj << /Encrypt 2 0 R >>", "picture.pdf"),
        (b"\n\n%PDF-1.4 two pages", "picture.pdf"),
        (b"MZ\x90\0 a program", "picture.unknown_kind"),
        (b"PK\x03\x04 an archive", "picture.unknown_kind"),
        (b"<html>", "picture.unknown_kind"),
        (b"\0\0\0\x1cftypmp42" + bytes(50), "picture.unknown_kind"),
        (b"\xff\xd8\xff", "picture.cut_off"),
        (b"\xff\xd8\xff\xd9", "picture.broken"),
        (b"\x89PNG\r\n\x1a\n", "picture.cut_off"),
        (b"RIFF\x04\0\0\0WEBP", "picture.broken"),
    ],
)
def test_what_is_no_picture_is_refused_by_its_own_name(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_gif_is_refused_whether_it_moves_or_not() -> None:
    frames = [scene(), scene().rotate(90)]
    assert refused(file_of(frames[0], "GIF")) == "picture.gif"
    moving = file_of(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert refused(moving) == "picture.gif"


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_a_picture_that_moves_is_refused(kind: str) -> None:
    rest = [scene().rotate(90), scene().rotate(180)]
    moving = file_of(scene(), kind, save_all=True, append_images=rest, duration=100)
    assert refused(moving) == "picture.moving"


def test_kinds_that_nobody_sends_are_refused() -> None:
    assert refused(file_of(scene(), "BMP")) == "picture.unknown_kind"
    assert refused(file_of(scene(), "TIFF")) == "picture.unknown_kind"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_picture_that_is_cut_off_says_so(kind: str, share: float) -> None:
    whole = file_of(scene((640, 480)), kind)
    assert refused(whole[: int(len(whole) * share)]) == "picture.cut_off"


def test_too_many_bytes_are_refused_before_anything_else() -> None:
    assert refused(b"x" * (BYTES_MAX + 1)) == "picture.too_many_bytes"


def png_of(width: int, height: int, *, rows: bytes = b"") -> bytes:
    def block(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = block(b"IHDR", head) + block(b"IDAT", zlib.compress(rows, 9)) + block(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    bomb = png_of(10_000, 10_000, rows=bytes(10_001) * 10_000)
    assert len(bomb) < 200_000
    begun = time.process_time()
    assert refused(bomb) == "picture.too_many_pixels"
    assert time.process_time() - begun < 0.2


@pytest.mark.parametrize("size", [(65_535, 65_535), (2**31 - 1, 1_000), (2**31 - 1, 2**31 - 1)])
def test_a_size_that_nothing_could_have_is_refused(size: tuple[int, int]) -> None:
    assert refused(png_of(*size)) == "picture.too_many_pixels"


def test_a_jpeg_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(file_of(scene()))
    place = data.index(b"\xff\xc0")
    data[place + 5 : place + 9] = struct.pack(">HH", 65_000, 65_000)
    assert refused(bytes(data)) == "picture.too_many_pixels"


def test_a_webp_that_hides_a_large_picture_in_a_small_frame_is_refused() -> None:
    data = bytearray(file_of(scene(), "WEBP"))
    place = data.index(b"VP8 ") + 8
    data[place + 6 : place + 10] = struct.pack("<HH", 0x3FFF, 0x3FFF)
    assert refused(bytes(data)) == "picture.too_many_pixels"


def test_a_picture_without_a_side_is_broken() -> None:
    assert refused(png_of(0, 10)) == "picture.broken"


def test_too_few_rows_are_broken_or_cut_off() -> None:
    assert refused(png_of(100, 100, rows=bytes(50))) in {"picture.broken", "picture.cut_off"}


HIDDEN = [
    b"%PDF-1.4 hidden",
    b"PK\x03\x04\x14\0 hidden",
    b"PK\x05\x06\0\0\0\0",
    b"<script>alert(1)</script>",
    b"<?php system($_GET[0]);",
    b"<SVG onload=alert(1)>",
    b"<html >",
]


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_something_else_behind_the_picture_is_found(kind: str, hidden: bytes) -> None:
    assert refused(file_of(scene(), kind) + b"\n" + hidden) == "picture.two_in_one"


def test_something_else_in_what_the_picture_says_is_found() -> None:
    assert refused(file_of(scene(), comment=b"%PDF-1.4")) == "picture.two_in_one"
    text = PngInfo()
    text.add_text("Comment", "<script>alert(1)</script>")
    assert refused(file_of(scene(), "PNG", pnginfo=text)) == "picture.two_in_one"
    assert refused(file_of(scene(), "WEBP", xmp=b"<svg >")) == "picture.two_in_one"


def test_a_short_film_behind_the_picture_is_dropped_not_refused() -> None:
    film = b"\0\0\0\x1cftypmp42" + PLANTED + file_of(scene((50, 50)))
    picture = clean(file_of(scene()) + film)
    assert (picture.width, PLANTED in picture.jpeg) == (300, False)


def test_nothing_that_a_picture_says_of_itself_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010F] = PLANTED.decode()
    exif.get_ifd(0x8825)[1] = "N"
    text = PngInfo()
    text.add_text("Comment", PLANTED.decode())
    text.add_text("Long", PLANTED.decode() * 100, zip=True)
    files = [
        file_of(scene(), exif=exif, comment=PLANTED, xmp=PLANTED, icc_profile=PLANTED),
        file_of(scene(), "PNG", exif=exif, pnginfo=text),
        file_of(scene(), "WEBP", exif=exif, xmp=PLANTED),
    ]
    for data in files:
        assert PLANTED in data
        picture = clean(data)
        assert PLANTED not in picture.jpeg
        assert not opened(picture).getexif()
        assert not {"exif", "comment", "icc_profile", "xmp"} & set(opened(picture).info)


def test_text_that_unfolds_without_end_cannot_hurt() -> None:
    text = PngInfo()
    text.add_text("Bomb", "0" * 50_000_000, zip=True)
    assert clean(file_of(scene(), "PNG", pnginfo=text)).width == 300


def test_a_picture_that_is_gone_over_again_and_again_is_refused_before_any_work() -> None:
    plain = file_of(scene((2000, 2000)), progressive=True)
    last = plain.rindex(b"\xff\xda")
    assert clean(plain).width == 2000

    began = time.monotonic()
    assert refused(plain[:-2] + plain[last:-2] * 20_000 + plain[-2:]) == "picture.broken"
    assert time.monotonic() - began < 1


TURNED = {
    1: ["red", "green", "blue", "gray"],
    2: ["green", "red", "gray", "blue"],
    3: ["gray", "blue", "green", "red"],
    4: ["blue", "gray", "red", "green"],
    5: ["red", "blue", "green", "gray"],
    6: ["blue", "red", "gray", "green"],
    7: ["gray", "green", "blue", "red"],
    8: ["green", "gray", "red", "blue"],
}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("turn", TURNED)
def test_a_picture_is_set_upright(turn: int, kind: str) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    picture = clean(file_of(scene(), kind, exif=exif))
    spots = [(0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)]
    assert [corner(picture, *spot) for spot in spots] == TURNED[turn]
    assert (picture.width > picture.height) == (turn < 5)


@pytest.mark.parametrize("nonsense", [b"Exif\0\0", b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0xx"])
def test_nonsense_about_which_way_is_up_is_passed_over(nonsense: bytes) -> None:
    assert clean(file_of(scene(), exif=nonsense)).width == 300


@pytest.mark.parametrize("turn", [0, 9, 65_535])
def test_a_turn_that_there_is_not_is_passed_over(turn: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    assert clean(file_of(scene(), exif=exif)).width == 300


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("L", "JPEG"),
        ("CMYK", "JPEG"),
        ("1", "PNG"),
        ("L", "PNG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("RGBA", "PNG"),
        ("I;16", "PNG"),
        ("RGBA", "WEBP"),
    ],
)
def test_every_way_to_write_colors_becomes_the_plain_one(mode: str, kind: str) -> None:
    image = opened(clean(file_of(scene().convert("L").convert(mode), kind)))
    assert image.mode == "RGB"
    first = image.convert("L").getpixel((280, 180))
    assert isinstance(first, float | int)
    assert first > 90 or mode == "I;16"


def test_cmyk_keeps_its_colors() -> None:
    picture = clean(file_of(scene(mode="CMYK")))
    assert [corner(picture, 0.2, 0.2), corner(picture, 0.2, 0.8)] == ["red", "blue"]


def test_sixteen_bits_become_eight_of_the_same_brightness() -> None:
    gray = Image.new("I;16", (100, 100), 32_768)
    pixel = opened(clean(file_of(gray, "PNG"))).convert("L").getpixel((50, 50))
    assert isinstance(pixel, float | int)
    assert 124 <= pixel <= 132


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_see_through_shows_white_paper(kind: str) -> None:
    glass = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    pixel = opened(clean(file_of(glass, kind, lossless=True))).getpixel((50, 50))
    assert pixel == (255, 255, 255)


def test_a_single_pixel_is_a_picture_too() -> None:
    assert clean(file_of(Image.new("RGB", (1, 1)))).width == 1


@pytest.mark.parametrize("size", [(4000, 3000), (3999, 700), (700, 2001), (5000, 3)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_longest_side_is_bounded_and_the_shape_stays(size: tuple[int, int], kind: str) -> None:
    picture = clean(file_of(Image.new("L", size), kind))
    assert max(picture.width, picture.height) == LONGEST_SIDE
    assert picture.height == pytest.approx(picture.width * size[1] / size[0], abs=1)


def test_a_picture_of_a_telephone_takes_half_a_second_at_most() -> None:
    data = file_of(scene((4000, 3000)))
    begun = time.process_time()
    clean(data)
    assert time.process_time() - begun < 0.5


def test_cleaning_twice_gives_the_same_picture() -> None:
    once = clean(file_of(scene((800, 600))))
    assert clean(file_of(scene((800, 600)))) == once
    assert same_picture(clean(once.jpeg).digest, once.digest)


def noisy(seed: int) -> Image.Image:
    values = bytes((place * place * seed + place * 7) % 251 for place in range(40 * 30))
    return Image.frombytes("L", (40, 30), values).resize((1000, 750), Image.Resampling.BICUBIC)


@pytest.mark.parametrize("options", [{"quality": 30}, {"quality": 95}])
@pytest.mark.parametrize("width", [500, 1000, 1600])
def test_a_picture_that_was_saved_or_shrunk_anew_is_the_same(options: Any, width: int) -> None:
    one = clean(file_of(noisy(3), "PNG")).digest
    other = noisy(3).resize((width, width * 3 // 4), Image.Resampling.BICUBIC)
    assert same_picture(one, clean(file_of(other, **options)).digest)


def test_another_picture_is_not_the_same() -> None:
    assert not same_picture(digest_of(noisy(3)), digest_of(noisy(5)))
    assert not same_picture(digest_of(noisy(3)), digest_of(noisy(3).rotate(180)))


WHOLE = [file_of(scene((64, 48)), kind) for kind in ("JPEG", "PNG", "WEBP")]


@given(st.sampled_from(WHOLE), st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_is_altered_there_is_a_picture_or_a_refusal(whole: bytes, data: Any) -> None:
    spoilt = bytearray(whole)
    for place, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=8)
    ):
        spoilt[place] = value
    try:
        picture = clean(bytes(spoilt))
    except refusals.PictureRefused:
        return
    assert max(picture.width, picture.height) <= LONGEST_SIDE


@given(st.binary(max_size=300), st.sampled_from([whole[:30] for whole in WHOLE]))
@settings(max_examples=40, deadline=None)
def test_anything_behind_a_right_beginning_is_a_refusal(rest: bytes, start: bytes) -> None:
    with pytest.raises(refusals.PictureRefused):
        clean(start + rest)


def test_every_reason_says_what_to_do_about_it() -> None:
    kinds = [one for one in Refusal.all() if issubclass(one, refusals.PictureRefused)]
    assert len({one.code for one in kinds}) == len(kinds) == 12
    assert all(one.code.startswith("picture.") and one.wording.count(".") > 1 for one in kinds)
