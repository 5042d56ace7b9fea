"""What may be asked, what is promised, and for whom an enquiry exists: no database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.enquiries.asking import question
from yika.domain.enquiries.rules import (
    LEVEL_MAX,
    PROMISES,
    Kind,
    about_page,
    access,
    find_number,
    normal_page,
    normal_question,
    normal_reason,
    promises,
)
from yika.domain.enquiries.rules.kinds import KIND_WORDS, STAR_WORDS, STARS, TOPIC_WORDS, Topic
from yika.domain.enquiries.rules.numbers import new_number
from yika.domain.enquiries.rules.questions import WORDS_MAX, normal_stars, normal_words
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import Invalid

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
CARD = f"card_{1:026}"


def test_everything_to_choose_from_has_its_words() -> None:
    assert set(KIND_WORDS) == set(Kind) == set(PROMISES)
    assert set(TOPIC_WORDS) == set(Topic)
    assert set(STAR_WORDS) == set(STARS)


def test_a_complaint_is_given_more_time_than_a_question() -> None:
    assert promises.due(Kind.ENQUIRY, NOON) == NOON + timedelta(days=3)
    assert promises.due(Kind.COMPLAINT, NOON) == NOON + timedelta(days=7)


def test_what_is_late_rises_level_by_level_and_then_stays() -> None:
    due = NOON + timedelta(days=3)

    assert promises.rises_at(Kind.ENQUIRY, 0, due_at=due, now=NOON) == due
    assert promises.rises_at(Kind.ENQUIRY, 1, due_at=due, now=due) == due + timedelta(days=1)
    assert promises.rises_at(Kind.ENQUIRY, LEVEL_MAX, due_at=due, now=due) is None


def test_what_was_raised_by_hand_rises_again_when_it_is_due() -> None:
    due = NOON + timedelta(days=3)

    assert promises.rises_at(Kind.ENQUIRY, 1, due_at=due, now=NOON) == due


def test_all_that_is_wrong_with_a_question_is_said_at_once() -> None:
    with pytest.raises(Invalid) as wrong:
        normal_question(question(kind="praise", topic="weather", words="  \n "))

    assert [fault.where for fault in wrong.value.faults] == ["kind", "topic", "words"]


@pytest.mark.parametrize("words", ["", " ", "\u200b\u202e", "x" * (WORDS_MAX + 1), "x" * 10**6])
def test_nothing_and_too_much_are_refused(words: str) -> None:
    with pytest.raises(Invalid):
        normal_words(words)
    with pytest.raises(Invalid):
        normal_reason(words)


def test_what_cannot_be_seen_is_left_out_and_lines_are_kept() -> None:
    assert normal_words(" a\u202eb\x00c \r\n\r\n\r\n\r\nd  e ") == "ab c\n\nd e"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (f"/cards/{CARD}", f"/cards/{CARD}"),
        ("/sign-in?proof=proof_1#x", "/sign-in"),
        ("https://example.com/", ""),
        ("//example.com/", ""),
        ("/a b", ""),
        ("/" + "x" * 500, ""),
        ("", ""),
    ],
)
def test_of_a_page_only_the_address_without_its_query_is_kept(address: str, kept: str) -> None:
    assert normal_page(address) == kept


def test_what_a_page_was_about_stands_in_its_address() -> None:
    assert about_page(f"/cards/{CARD}/pin") == CARD
    assert about_page("/cards/order") == ""


def test_a_reference_that_is_none_is_dropped() -> None:
    assert normal_question(question(about=CARD)).about == CARD
    assert normal_question(question(about="<script>")).about == ""


@pytest.mark.parametrize("stars", [0, 6, "", "five", "1.5", -1])
def test_stars_are_one_to_five(stars: int | str) -> None:
    with pytest.raises(Invalid):
        normal_stars(stars)


@given(st.text(max_size=40))
def test_whatever_is_typed_for_a_number_is_one_or_none(text: str) -> None:
    found = find_number(text)
    assert found is None or find_number(found) == found


def test_a_number_is_found_however_it_was_read_out() -> None:
    assert find_number("k7f 32q–9ma") == "K7F-32Q-9MA"
    assert find_number("o1l000000") == "011-000-000"
    assert find_number(new_number())
    assert find_number("K7F3-2Q9M") is None


def test_it_exists_for_who_asked_and_the_issuer_only() -> None:
    of = access.Standing(id=f"enq_{1:026}", issuer="harbor", holder=f"hld_{1:026}")
    holder = Actor(ActorKind.HOLDER, of.holder, Channel.WEB)
    other = Actor(ActorKind.HOLDER, f"hld_{2:026}", Channel.WEB)
    visitor = Actor(ActorKind.HOLDER, "visitor", Channel.WEB)
    kiosk = Actor(ActorKind.DEVICE, f"dev_{1:026}", Channel.KIOSK, issuer="harbor")
    clerk = Actor(ActorKind.STAFF, f"login_{1:026}", Channel.COUNTER, issuer="harbor")
    stranger = Actor(ActorKind.STAFF, f"login_{1:026}", Channel.COUNTER, issuer="rivertown")

    those = [holder, access.asker(of.id, Channel.WEB), other, visitor, kiosk, clerk, stranger]
    assert [access.exists_for(of, by) for by in those] == [True, True, *[False] * 3, True, False]
