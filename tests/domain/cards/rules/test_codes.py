"""The QR text and the printed code: what they say, how they are read, and what they are not."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yika.domain.cards.rules import ForeignCode, codes
from yika.domain.cards.rules.codes import Kind, read_typed
from yika.kit import ids

BASE = "https://cards.example.org"
KEY = bytes(range(32))
CARD = UUID("01920000-0000-7000-8000-000000000001")
TOKEN = codes.qr_token(KEY, CARD)


def test_the_same_card_and_key_always_give_the_same_codes():
    assert codes.qr_token(KEY, CARD) == TOKEN
    assert codes.printed_code(KEY, CARD) == codes.printed_code(KEY, CARD)


@given(st.binary(min_size=32, max_size=32), st.uuids())
def test_codes_have_their_form_and_say_nothing_of_the_card(key, card):
    token, code = codes.qr_token(key, card), codes.printed_code(key, card)

    assert len(token) == 26
    assert len(code) == 8
    assert not set(code) & set("01BILOSUZAE")
    assert card.hex not in token
    assert ids.show("card", card).removeprefix("card_") != token


def test_neither_another_key_nor_another_card_gives_the_same():
    other = UUID(int=CARD.int + 1)

    assert len({TOKEN, codes.qr_token(KEY, other), codes.qr_token(KEY[::-1], CARD)}) == 3
    assert codes.printed_code(KEY, CARD) != codes.printed_code(KEY, other)


@pytest.mark.parametrize(
    "text",
    [
        f"{BASE}/q/{TOKEN}",
        f"{BASE}/q/{TOKEN}/",
        f"{BASE}/q/{TOKEN}?from=poster",
        f"HTTPS://CARDS.EXAMPLE.ORG/q/{TOKEN.upper()}",
        f"http://cards.example.org/q/{TOKEN}",
        f"cards.example.org/q/{TOKEN}",
        f"  {BASE}/q/{TOKEN}\n",
        TOKEN,
        TOKEN.upper(),
    ],
)
def test_our_own_qr_code_is_read_however_it_was_copied(text):
    assert read_typed(text, BASE) == (Kind.QR, TOKEN)


def test_an_installation_under_a_path_reads_its_own_codes():
    base = "https://city.example.org/cards/"

    assert read_typed(codes.qr_text(base, TOKEN), base) == (Kind.QR, TOKEN)
    with pytest.raises(ForeignCode):
        read_typed(f"https://city.example.org/q/{TOKEN}", base)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "hello",
        f"https://evil.example.org/q/{TOKEN}",
        f"https://cards.example.org.evil.org/q/{TOKEN}",
        f"{BASE}/pay/{TOKEN}",
        f"{BASE}/q/{TOKEN[:-1]}",
        f"{BASE}/q/{TOKEN}x",
        f"{BASE}/q/",
        "https://[broken/q/" + TOKEN,
        "wxp://f2f0abcdefghijklmnopqrstuv",
        "LPA:1$smdp.example.org$K2-1ABCDE",
        "<script>alert(1)</script>",
        "x" * 5_000,
        "\0" * 30,
    ],
)
def test_the_code_of_something_else_is_told_as_that(text):
    with pytest.raises(ForeignCode):
        read_typed(text, BASE)


def test_digits_are_a_number_and_never_a_token():
    assert read_typed("1234 5678", BASE) == (Kind.NUMBER, "12345678")
    assert read_typed("1" * 26, BASE).kind is Kind.NUMBER


def test_a_printed_code_is_recognized_however_it_is_typed():
    code = codes.printed_code(KEY, CARD)
    shown = codes.shown_code(code)

    assert shown == f"{code[:4]}-{code[4:]}"
    for typed in (code, shown, shown.lower(), f" {code[:2]} {code[2:]} ", shown.replace("-", "–")):
        assert codes.is_same_code(typed, code)


def test_letters_that_are_not_in_a_code_are_read_as_what_they_look_like():
    assert codes.is_same_code("b5zu-wxyc", "852VWXYC")
    assert codes.is_same_code("８５２ＶＷＸＹＣ", "852VWXYC")


@pytest.mark.parametrize("typed", ["", "852V", "852VWXYD", "852VWXYCC", "卡" * 8, "x" * 100_000])
def test_any_other_code_is_wrong(typed):
    assert not codes.is_same_code(typed, "852VWXYC")
