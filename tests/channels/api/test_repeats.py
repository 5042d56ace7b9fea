"""A change happens once, however often its request is repeated."""

from datetime import timedelta

import pytest

from tests import story
from tests.channels.api.conftest import Answer, Program
from yika.domain.cards.queries import batches
from yika.domain.machines import actions
from yika.domain.machines.models import ApiAnswer

MAKE = {"product": "transit-adult", "count": 3}


def made(program: Program, key: str = "a", given: object = MAKE) -> Answer:
    return program.post("/batches", given, key=key)


def test_a_repeat_gets_the_first_answer_and_changes_nothing(
    program: Program, shop: story.Shop
) -> None:
    before = len(batches(shop.key.actor))
    first, again = made(program), made(program)
    assert (first.status, again.status) == (201, 201)
    assert first.response.content == again.response.content
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(batches(shop.key.actor)) == before + 1


def test_another_key_is_another_change(program: Program) -> None:
    assert made(program, "a").json["id"] != made(program, "b").json["id"]


def test_the_same_key_with_another_body_is_refused(program: Program) -> None:
    made(program)
    answer = made(program, given={**MAKE, "count": 4})
    assert (answer.status, answer.code) == (422, "answer.key_of_another")


def test_the_same_key_at_another_address_is_refused(program: Program, shop: story.Shop) -> None:
    made(program)
    answer = program.post(f"/cards/{shop.card_ids[9]}/hand-out", {"reason": "mailed"}, key="a")
    assert answer.code == "answer.key_of_another"


def test_a_key_belongs_to_one_program(program: Program, shop: story.Shop) -> None:
    other = Program(story.key(shop.code, "cards.make").token)
    assert made(program).json["id"] != made(other).json["id"]


@pytest.mark.parametrize("key", ["", "x" * 256, "schlüssel"])
def test_a_change_without_a_proper_key_is_not_made(program: Program, key: str) -> None:
    answer = program.post("/batches", MAKE, Idempotency_Key=key)
    assert (answer.status, answer.code) == (400, "api.idempotency_key_missing")


def test_what_changes_nothing_needs_no_key(program: Program, shop: story.Shop) -> None:
    asked = program.post("/cards/lookup", {"text": shop.cards[0].number}, Idempotency_Key="")
    assert asked.status == 200


def test_a_twin_at_work_is_a_conflict(program: Program) -> None:
    made(program)
    ApiAnswer.objects.update(answer=None, running_until=story.moment() + timedelta(minutes=1))
    answer = made(program)
    assert (answer.status, answer.code) == (409, "answer.still_running")


def test_whoever_died_before_he_answered_has_done_it_once(
    program: Program, shop: story.Shop
) -> None:
    """The same key is the same request to the business too, whatever became of the answer."""
    first = made(program)
    ApiAnswer.objects.update(answer=None, running_until=story.moment())
    assert made(program).json == first.json


def test_a_refusal_is_remembered_too(program: Program, shop: story.Shop) -> None:
    path, given = f"/cards/{shop.card_ids[0]}/unblock", {"reason": "cleared-up"}
    first = program.post(path, given, key="a")
    assert (first.status, first.code) == (409, "card.not_blocked")
    program.post(f"/cards/{shop.card_ids[0]}/block", {"reason": "suspicion"})
    again = program.post(path, given, key="a")
    assert (again.code, again.headers["Idempotency-Replayed"]) == ("card.not_blocked", "true")
    assert program.post(path, given, key="b").json["state"] == "handed_out"


def test_a_body_that_was_not_well_leaves_its_key_free(program: Program) -> None:
    assert made(program, given={"product": "transit-adult"}).status == 422
    assert made(program).status == 201


def test_a_missing_scope_leaves_its_key_free(program: Program, shop: story.Shop) -> None:
    weak = Program(story.key(shop.code, "cards.view").token)
    assert made(weak).status == 403
    assert not ApiAnswer.objects.filter(answer=None).exists()


def test_nothing_that_was_sent_or_answered_stands_in_the_open(
    program: Program, shop: story.Shop
) -> None:
    program.post("/holders", {"name": "林小雨", "phone": "13800138000"}, key="my-own-name")
    (row,) = ApiAnswer.objects.all()
    kept = bytes(row.key) + bytes(row.asked) + bytes(row.answer or b"")
    assert not any(text.encode() in kept for text in ("林", "13800138000", "my-own-name"))


def test_answers_go_when_their_time_is_over(program: Program) -> None:
    made(program)
    assert actions.sweep_answers(now=story.moment() + timedelta(hours=24)) == 0
    assert actions.sweep_answers(now=story.moment() + timedelta(hours=49)) == 1
