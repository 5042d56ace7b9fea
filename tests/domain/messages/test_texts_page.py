"""The page of texts to be approved says what would be sent."""

from tools import sms_texts
from yika.domain.messages.rules import LANGUAGES, sms_forms
from yika.domain.messages.rules.text import gaps


def test_the_page_is_current() -> None:
    assert sms_texts.PAGE.read_text(encoding="utf-8") == sms_texts.page(), (
        "run `python -m tools.sms_texts`"
    )


def test_no_gap_stands_twice_in_a_text() -> None:
    """Providers number the gaps, and refuse a name that stands twice."""
    for language in LANGUAGES:
        for key, text in sms_forms(language).items():
            assert text.count("{") == len(gaps(text)), key
