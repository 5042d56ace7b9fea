"""The front page: every kind of card, in both languages, without script and without a session."""

import re
from datetime import date

import pytest
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.defaults import server_error

from yika.channels.common import words
from yika.channels.common.art.card import Face, draw
from yika.channels.common.art.motifs import MOTIFS
from yika.channels.common.art.palettes import PALETTES
from yika.kit.money import Money
from yika.products.load import catalogue

LANGUAGES = ["zh-hans", "en"]


def page(client: Client, language: str) -> str:
    client.cookies["yika_language"] = language
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_kind_of_card_is_shown_with_its_purses(client: Client, language: str) -> None:
    shown = page(client, language)
    for product in catalogue().values():
        assert words.in_language(product.name, language) in shown
        for purse in product.purses:
            assert words.in_language(purse.label, language) in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_which_language_it_is_in(client: Client, language: str) -> None:
    assert f'<html lang="{language}"' in page(client, language)


def test_chinese_is_spoken_where_nothing_else_was_asked_for(client: Client) -> None:
    assert '<html lang="zh-hans"' in client.get("/").content.decode()


def test_ids_are_unique_although_cards_are_drawn_many_times(client: Client) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page(client, "en"))
    assert len(ids) == len(set(ids))


def test_the_policy_forbids_everything_foreign_and_the_page_needs_none(client: Client) -> None:
    response = client.get("/")
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    shown = response.content.decode()
    assert not re.search(r"<script|\bstyle=|\bon\w+=|(?:src|href)=.https?:", shown)


def test_no_cookie_is_set_before_somebody_chooses(client: Client) -> None:
    assert not client.get("/").cookies


def test_the_page_asks_the_database_nothing(client: Client) -> None:
    """Without the database mark, a query would fail this test."""
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("choice", "cookie"),
    [({"language": "en"}, "yika_language"), ({"size": "large"}, "yika_size")],
)
def test_a_choice_is_kept_and_leads_back(
    client: Client, choice: dict[str, str], cookie: str
) -> None:
    response = client.post("/display", {**choice, "back": "/"})
    assert (response.status_code, response.headers["Location"]) == (303, "/")
    assert response.cookies[cookie].value in choice.values()
    assert response.cookies[cookie]["httponly"]
    assert choice.get("size", "standard") in client.get("/").content.decode()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/x", "\\\\x"])
def test_a_choice_never_leads_to_another_site(client: Client, back: str) -> None:
    location = client.post("/display", {"size": "large", "back": back}).headers["Location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


def test_an_unknown_choice_is_refused(client: Client) -> None:
    assert client.post("/display", {"size": "huge"}).status_code == 400
    assert client.get("/display").status_code == 405


def test_an_unknown_address_gets_a_page_of_ours(client: Client) -> None:
    response = client.get("/nothing-here", headers={"accept-language": "en"})
    assert response.status_code == 404
    assert "Go to the front page" in response.content.decode()


@pytest.mark.parametrize(
    ("money", "chinese", "english"),
    [
        (Money(100000000, "CNY"), "¥1,000,000.00", "¥1,000,000.00"),
        (Money(500, "JPY"), "JP¥500", "JP¥500"),
        (Money(1, "rides"), "1 次", "1 ride"),
        (Money(5000, "points"), "5,000 分", "5,000 points"),
        (Money(20480, "MB"), "20,480 MB", "20,480 MB"),
        (Money(1250, "KWD"), "1.250 KWD", "1.250 KWD"),
    ],
)
def test_amounts_are_said_in_the_words_of_the_reader(
    money: Money, chinese: str, english: str
) -> None:
    with translation.override("zh-hans"):
        assert words.amount(money) == chinese
    with translation.override("en"):
        assert words.amount(money) == english


def test_every_kind_says_until_when_it_is_valid() -> None:
    with translation.override("en"):
        said = {code: words.validity(product) for code, product in catalogue().items()}
    assert said["transit-adult"] == "10 years from activation"
    assert said["campus-student"] == f"Until July {date(2029, 7, 15).day}, 2029"
    assert "No last day" in said.values()


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_card_is_small_however_it_is_drawn(motif: str) -> None:
    for palette in PALETTES:
        assert len(draw(Face(palette=palette, motif=motif, name="x"), uid="1")) < 12_000


def test_a_name_cannot_break_out_of_its_card() -> None:
    drawn = draw(Face(palette="jade", motif="rails", name='"><script>'), uid="1")
    assert "<script>" not in drawn


def test_a_bug_is_answered_in_both_languages_and_tells_no_details() -> None:
    shown = server_error(RequestFactory().get("/")).content.decode()
    assert "The service is busy" in shown
    assert "系统忙" in shown
    assert "Traceback" not in shown
