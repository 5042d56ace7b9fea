"""What each kind of document has, and what people are told of every reason."""

from datetime import date

import pytest

from tests.sources import ROOT
from yika.domain.identity.rules.checks import CheckName, Outcome
from yika.domain.identity.rules.documents import FIELDS, RULES, Fields, MrzUse, Sex, Side
from yika.domain.identity.rules.reasons import WORDS, Reason
from yika.domain.identity.rules.review.known import KNOWN_WORDS
from yika.products.documents import DOCUMENT_WORDS, DOCUMENTS

WHOLE = Fields(
    name="张三",
    number="1",
    sex=Sex.FEMALE,
    born_on=date(1990, 3, 7),
    expires_on=date(2040, 5, 6),
    permanent=True,
)


def test_every_document_has_a_rule_and_a_name() -> None:
    assert set(RULES) == set(DOCUMENT_WORDS) == set(DOCUMENTS)


def test_what_is_needed_stands_on_a_side() -> None:
    for rule in RULES.values():
        assert rule.needed <= set(rule.fields()) <= set(FIELDS)
        assert ("mrz" in rule.fields()) is (rule.mrz is not MrzUse.NEVER)
        assert ("expires_on" in rule.fields()) is rule.lasts


def test_only_mainland_documents_are_folded() -> None:
    folded = {document for document, rule in RULES.items() if rule.folds}
    assert folded == {"resident-id", "temporary-id", "household-register"}


def test_a_card_has_two_sides_and_a_passport_one_page() -> None:
    assert tuple(RULES["resident-id"].sides) == (Side.FRONT, Side.BACK)
    assert tuple(RULES["passport"].sides) == (Side.DATA,)
    assert RULES["resident-id"].fields()[0] == "name"


def test_fields_are_texts_and_back_again() -> None:
    said = WHOLE.said()
    assert said["born_on"] == "1990-03-07"
    assert (said["permanent"], said["sex"]) == ("yes", "female")
    assert Fields.of(said) == WHOLE
    assert Fields.of({}) == Fields()
    assert Fields().said() == {}


@pytest.mark.parametrize("said", [{"pin": "1"}, {"born_on": "1990-02-30"}, {"sex": "m"}])
def test_other_fields_and_values_are_refused(said: dict[str, str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are Python's own
        Fields.of(said)


def test_the_second_side_adds_what_the_first_does_not_say() -> None:
    back = Fields(number="2", authority="x", expires_on=date(2040, 5, 6))
    both = WHOLE.joined(back)
    assert (both.number, both.authority) == ("1", "x")
    assert WHOLE.differing(back) == ("number",)
    assert WHOLE.differing(Fields()) == ()


def test_every_reason_has_words_for_both() -> None:
    assert set(WORDS) == set(Reason)
    for words in WORDS.values():
        assert words.holder.endswith((".", "go on.", "?"))
        assert words.staff.endswith(".")
        assert words.holder != words.staff


def test_the_reference_says_the_same_of_every_reason() -> None:
    text = (ROOT / "docs" / "reference" / "checks.md").read_text(encoding="utf-8")
    for reason, words in [*WORDS.items(), *KNOWN_WORDS.items()]:
        assert f"| `{reason}` | {words.staff} | {words.holder} |" in text
    assert all(f"`{each}`" in text for each in (*CheckName, *Outcome))
