"""A program that repeats a request gets the first answer again, and nothing is done twice."""

from datetime import datetime, timedelta

import pytest

from yika.domain.machines import rules
from yika.domain.machines.actions import (
    claim_answer,
    keep_answer,
    release_answer,
    sweep_answers,
)
from yika.domain.machines.models import ApiAnswer

pytestmark = pytest.mark.django_db

PROGRAM = "key_01kaf000000000000000000000"
ASKED = 'POST /api/v1/cards\n{"pin": "4711"}'


def claim(now: datetime, *, key: str = "a", asked: str = ASKED, by: str = PROGRAM) -> bytes | None:
    return claim_answer(program=by, key=key, asked=asked, now=now)


def test_the_first_to_ask_has_to_find_out(now: datetime) -> None:
    assert claim(now) is None


def test_a_repeat_gets_what_was_kept(now: datetime) -> None:
    claim(now)
    keep_answer(program=PROGRAM, key="a", answer=b"done")
    assert claim(now + timedelta(hours=24)) == b"done"


def test_a_twin_is_refused_while_the_first_is_at_work(now: datetime) -> None:
    claim(now)
    with pytest.raises(rules.StillRunning):
        claim(now + timedelta(seconds=1))


def test_whoever_died_at_work_keeps_nobody_out(now: datetime) -> None:
    claim(now)
    assert claim(now + timedelta(minutes=2)) is None


def test_the_same_key_with_another_request_is_refused(now: datetime) -> None:
    claim(now)
    keep_answer(program=PROGRAM, key="a", answer=b"done")
    with pytest.raises(rules.KeyOfAnother):
        claim(now, asked=ASKED + " ")


def test_a_key_means_something_for_its_own_program_only(now: datetime) -> None:
    claim(now)
    keep_answer(program=PROGRAM, key="a", answer=b"done")
    assert claim(now, by="key_01kaf000000000000000000001") is None


def test_what_was_released_can_be_tried_again_at_once(now: datetime) -> None:
    claim(now)
    release_answer(program=PROGRAM, key="a")
    assert claim(now) is None


def test_an_answer_that_was_kept_cannot_be_released_or_replaced(now: datetime) -> None:
    claim(now)
    keep_answer(program=PROGRAM, key="a", answer=b"done")
    release_answer(program=PROGRAM, key="a")
    keep_answer(program=PROGRAM, key="a", answer=b"other")
    assert claim(now) == b"done"


def test_after_two_days_the_key_is_free_for_anything(now: datetime) -> None:
    claim(now)
    keep_answer(program=PROGRAM, key="a", answer=b"done")
    assert claim(now + rules.KEPT_FOR, asked="something else") is None


def test_only_what_is_over_is_swept(now: datetime) -> None:
    claim(now)
    claim(now + timedelta(hours=1), key="b")
    assert sweep_answers(now=now + rules.KEPT_FOR) == 1
    assert sweep_answers(now=now + rules.KEPT_FOR) == 0


def test_neither_the_key_nor_what_was_asked_and_answered_stands_in_the_table(now: datetime) -> None:
    claim(now, key="my-key")
    keep_answer(program=PROGRAM, key="my-key", answer=b"the PIN is 4711")
    (row,) = ApiAnswer.objects.all()
    kept = bytes(row.key) + bytes(row.asked) + bytes(row.answer or b"")
    assert b"my-key" not in kept
    assert b"4711" not in kept
