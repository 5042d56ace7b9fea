"""Log lines carry no personal numbers and no secrets."""

import json
import logging as standard

import pytest
import structlog

from yika.site import logging


@pytest.mark.parametrize(
    ("written", "logged"),
    [
        ("card 3104123412340417", "card 31•••"),
        ("call 138 0013 8000 now", "call 13••• now"),
        ("id 11010519491231002X", "id 11•••"),
        ("ref 7F3K, 20.00 CNY, 1234", "ref 7F3K, 20.00 CNY, 1234"),
        ("card_01m7xmq1mkey58swpyp1fxs99p", "card_01m7xmq1mkey58swpyp1fxs99p"),
    ],
)
def test_numbers_of_persons_and_cards_are_masked(written: str, logged: str) -> None:
    assert logging.mask(None, "info", {"event": written})["event"] == logged


def test_secrets_are_masked_by_their_name_wherever_they_stand() -> None:
    event = {"password": "x", "given": {"pin": "123456", "note": "ok"}, "list": ["13800138000"]}
    assert logging.mask(None, "info", event) == {
        "password": "•••",
        "given": {"pin": "•••", "note": "ok"},
        "list": ["13•••"],
    }


def test_a_long_number_is_masked_when_it_is_no_text_either() -> None:
    assert logging.mask(None, "info", {"number": 13800138000, "count": 500})["number"] == "•••"


@pytest.fixture
def _restored() -> object:
    root = standard.getLogger()
    before = root.handlers, root.level
    yield
    root.handlers, root.level = before
    structlog.reset_defaults()


@pytest.mark.usefixtures("_restored")
def test_programs_get_one_json_object_per_line(capsys: pytest.CaptureFixture[str]) -> None:
    logging.set_up(form="json", level="info")
    structlog.get_logger("yika.test").info("card.closed", phone="13800138000")
    standard.getLogger("django.request").warning("Not Found: %s", "/x")
    ours, djangos = map(json.loads, capsys.readouterr().err.splitlines())
    assert (ours["event"], ours["phone"], ours["level"]) == ("card.closed", "13•••", "info")
    assert djangos["event"] == "Not Found: /x"
    assert ours["timestamp"].endswith("Z")
