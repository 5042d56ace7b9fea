"""The rules of errands: what comes next, what a form takes, case numbers, tickets and standing."""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.errands.tiny import KIOSK, LI, NOW, OTHER_KIOSK, PROGRAM, STRANGER, TELLER, WU
from yika.domain.errands.rules import access, cases, plan, refusals, tickets
from yika.domain.errands.rules.access import Meeting, Standing
from yika.domain.errands.rules.asks import Asked, AskKind, Choice, StepForm, asks, read, schema
from yika.domain.errands.rules.plan import Act, Planned, State, Turn
from yika.kit.actor import WORKER, Actor
from yika.kit.errors import Invalid

STEPS = [Planned("one"), Planned("two", optional=True), Planned("three")]


def record(*acts: tuple[Act, str]) -> list[Turn]:
    return [
        Turn(number, act, step, NOW, "holder", LI.id, "web")
        for number, (act, step) in enumerate(acts, start=1)
    ]


BEGUN = (Act.BEGUN, "")


def test_the_next_step_is_the_first_that_is_not_settled() -> None:
    assert plan.next_step(STEPS, record(BEGUN)) == STEPS[0]
    assert plan.next_step(STEPS, record(BEGUN, (Act.TAKEN, "one"))) == STEPS[1]
    skipped = record(BEGUN, (Act.TAKEN, "one"), (Act.SKIPPED, "two"))
    assert plan.next_step(STEPS, skipped) == STEPS[2]
    undone = record(BEGUN, (Act.KNOWN, "one"), (Act.UNDONE, "one"))
    assert plan.next_step(STEPS, undone) == STEPS[0]


def test_an_errand_is_complete_once_nothing_needed_is_missing() -> None:
    done = record(BEGUN, (Act.TAKEN, "one"), (Act.SKIPPED, "two"), (Act.TAKEN, "three"))
    assert plan.is_complete(STEPS, done)
    assert not plan.is_complete(STEPS, done[:-1])
    assert not plan.is_complete(STEPS[:2], done[:2])  # whoever leaves it out says so
    offered = [STEPS[0], Planned("two", optional=True, follows=True)]
    assert plan.is_complete(offered, done[:2])
    assert not plan.is_complete([STEPS[0], Planned("two", follows=True)], done[:2])


def test_what_was_prepared_counts_until_something_before_it_changes() -> None:
    prepared = [BEGUN, (Act.TAKEN, "one"), (Act.PREPARED, "three")]
    assert plan.prepared(record(*prepared), "three")
    assert plan.prepared(record(*prepared, (Act.PICKED_UP, "")), "three")
    assert not plan.prepared(record(*prepared, (Act.UNDONE, "one")), "three")
    assert not plan.prepared(record(*prepared), "two")
    assert not plan.prepared(record(BEGUN), "three")


def test_going_back_means_the_last_thing_a_person_did_and_what_stands_on_it() -> None:
    turns = record(BEGUN, (Act.TAKEN, "one"), (Act.KNOWN, "two"))
    last = plan.last_taken(turns)
    assert last
    assert last.step == "one"
    assert [turn.step for turn in plan.undone_with(turns, last)] == ["two", "one"]
    assert plan.last_taken(record(BEGUN, (Act.KNOWN, "one"))) is None


@pytest.mark.parametrize("act", [act for act in Act if act not in plan.ENDS])
def test_every_kind_of_turn_that_was_missed_is_told(act: Act) -> None:
    told = refusals.overtaken(record((act, "one"))[0])
    assert isinstance(told, refusals.Overtaken)
    assert told.facts["step"] == "one"


def test_every_end_has_words_of_its_own() -> None:
    assert set(refusals.OVER) == set(State) - {State.OPEN}


class Form(StepForm):
    code: Annotated[str, Asked("Code", wrong="Enter the code.", kind=AskKind.CODE, max_length=8)]
    pin: Annotated[str, Asked("PIN", wrong="Enter a PIN.", kind=AskKind.PIN, secret=True)]
    note: Annotated[str | None, Asked("Note", wrong="Write less.", hint="If any")] = None
    tongue: Annotated[
        str,
        Asked(
            "Language",
            wrong="Choose one.",
            kind=AskKind.CHOICE,
            choices=(Choice("en", "English"), Choice("zh-hans", "中文", literal=True)),
        ),
    ] = "en"
    agreed: Annotated[bool, Asked("I agree", wrong="Tick.", kind=AskKind.CONFIRM)] = False


GOOD = {"code": "K7F3 2Q9M", "pin": "７３９４"}


def test_what_is_asked_comes_from_the_form_in_its_order() -> None:
    told = asks(Form)
    assert [ask.name for ask in told] == ["code", "pin", "note", "tongue", "agreed"]
    assert [ask.required for ask in told] == [True, True, False, False, False]
    assert (told[1].secret, told[0].max_length, told[2].hint) == (True, 8, "If any")
    assert [choice.value for choice in told[3].choices] == ["en", "zh-hans"]


def test_spaces_and_fullwidth_digits_are_no_fault_of_the_person() -> None:
    form = read(Form, GOOD | {"note": "  two   words "})
    assert (form.code, form.pin, form.note) == ("K7F32Q9M", "7394", "two words")
    assert read(Form, GOOD | {"note": "  "}).note is None


@pytest.mark.parametrize("ticked", [True, "on", "true", "1"])
def test_a_box_is_ticked_in_every_way_that_faces_send(ticked: object) -> None:
    assert read(Form, GOOD | {"agreed": ticked}).agreed


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"code": "too long a code"}, "code"),
        ({"code": ""}, "code"),
        ({"code": 12345678}, "code"),
        ({"code": ["K7F32Q9M"]}, "code"),
        ({"code": None}, "code"),
        ({"note": "a" * 61}, "note"),
        ({"note": "zero\0byte"}, "note"),
        ({"note": "\u202eevil"}, "note"),
        ({"note": "x" * 10_000_000}, "note"),
        ({"tongue": "fr"}, "tongue"),
        ({"agreed": {"yes": True}}, "agreed"),
    ],
)
def test_each_field_that_is_not_well_is_named_with_what_to_do(
    given: dict[str, object], where: str
) -> None:
    with pytest.raises(Invalid) as told:
        read(Form, GOOD | given)
    assert [(fault.where, fault.expected) for fault in told.value.faults] == [
        (where, {mark.name: mark for mark in asks_wrong()}[where].hint)
    ]


def asks_wrong() -> list:
    """The fields with their `wrong` in place of the hint."""
    marks = {name: field.metadata for name, field in Form.model_fields.items()}
    wrong = {n: next(m for m in found if isinstance(m, Asked)).wrong for n, found in marks.items()}
    return [replace(ask, hint=wrong[ask.name]) for ask in asks(Form)]


def test_every_fault_comes_at_once() -> None:
    with pytest.raises(Invalid) as told:
        read(Form, {"note": "x" * 99, "stray": "1"})
    assert {fault.where for fault in told.value.faults} == {"code", "pin", "note", "stray"}


def test_a_secret_is_shown_nowhere() -> None:
    form = read(Form, GOOD)
    assert "7394" not in repr(form)
    assert "7394" not in str(form)
    with pytest.raises(Invalid) as told:
        read(Form, {"code": "1", "pin": "7" * 999})
    assert told.value.__cause__ is None
    assert "777" not in str(told.value)


def test_programs_get_the_same_fields_as_a_schema() -> None:
    told = schema(Form)
    assert told["additionalProperties"] is False
    assert sorted(told["required"]) == ["code", "pin"]
    assert told["properties"]["pin"]["writeOnly"]
    assert told["properties"]["code"]["maxLength"] == 8
    assert told["properties"]["tongue"]["enum"] == ["en", "zh-hans"]


def test_a_field_that_does_not_say_how_it_is_asked_for_is_a_programming_error() -> None:
    class Careless(StepForm):
        name: str

    with pytest.raises(TypeError):
        asks(Careless)


def test_a_case_number_is_found_however_it_is_read_out() -> None:
    assert cases.find_case(" k7f3 2q9m ") == "K7F3-2Q9M"
    assert cases.find_case("K7F3–2Q9M") == "K7F3-2Q9M"
    assert cases.find_case("OIL0-0000") == "0110-0000"
    assert cases.find_case("K7F3-2Q9") is None
    assert cases.find_case("K7F3-2Q9U") is None
    assert cases.find_case("") is None


def test_case_numbers_are_all_different_and_lead_to_themselves() -> None:
    made = {cases.new_case() for _ in range(500)}
    assert len(made) == 500
    assert {cases.find_case(case) for case in made} == made


@given(st.binary(min_size=34, max_size=34))
def test_a_ticket_is_found_by_its_code_and_by_its_token(secret: bytes) -> None:
    ticket = tickets.made(secret, now=NOW)
    assert tickets.find_code(ticket.code.lower()) == ticket.code
    assert tickets.find_token(ticket.token) == tickets.token_digest(ticket.token)
    assert tickets.find_token(ticket.code) is None
    assert tickets.find_code(ticket.token) is None


def test_a_ticket_works_once_and_not_for_long() -> None:
    ends = NOW + tickets.LASTS
    assert tickets.works(used_at=None, expires_at=ends, now=NOW)
    assert not tickets.works(used_at=NOW, expires_at=ends, now=NOW)
    assert not tickets.works(used_at=None, expires_at=ends, now=ends)
    assert timedelta(hours=1) >= tickets.LASTS


def standing(**more: object) -> Standing:
    told = {"issuer": "harbor", "holder": "", "machine": "", "settled": True}
    return Standing(**(told | more))


@pytest.mark.parametrize(
    ("of", "by", "exists"),
    [
        (standing(holder=LI.id), LI, True),
        (standing(holder=LI.id), WU, False),
        (standing(), LI, False),
        (standing(machine=KIOSK.id), KIOSK, True),
        (standing(machine=KIOSK.id), OTHER_KIOSK, False),
        (standing(), KIOSK, False),
        (standing(holder=LI.id), TELLER, True),
        (standing(holder=LI.id), STRANGER, False),
        (standing(), PROGRAM, True),
        (standing(), WORKER, True),
    ],
)
def test_an_errand_exists_only_for_whom_it_is(of: Standing, by: Actor, exists: bool) -> None:
    assert access.exists_for(of, by) is exists


@pytest.mark.parametrize(
    ("of", "by", "holder", "what"),
    [
        (standing(holder=LI.id), LI, LI.id, Meeting.SAME),
        (standing(holder=LI.id), WU, WU.id, Meeting.TAKEN),
        (standing(holder=LI.id, settled=False), WU, WU.id, Meeting.GIVES_WAY),
        (standing(holder=LI.id), TELLER, "", Meeting.SAME),
        (standing(holder=LI.id, settled=False), TELLER, "", Meeting.GIVES_WAY),
        (standing(holder=LI.id), TELLER, LI.id, Meeting.SAME),
        (standing(holder=LI.id), TELLER, WU.id, Meeting.TAKEN),
        (standing(settled=False), TELLER, "", Meeting.SAME),
        (standing(), TELLER, "", Meeting.SAME),
        (standing(), LI, LI.id, Meeting.TAKEN),
        (standing(machine=KIOSK.id), KIOSK, "", Meeting.GIVES_WAY),
        (standing(machine=KIOSK.id), LI, LI.id, Meeting.GIVES_WAY),
        (standing(machine=KIOSK.id), TELLER, "", Meeting.GIVES_WAY),
        (standing(machine=KIOSK.id, holder=LI.id), KIOSK, "", Meeting.TAKEN),
        (standing(machine=KIOSK.id, holder=LI.id), LI, LI.id, Meeting.SAME),
        (standing(), KIOSK, "", Meeting.TAKEN),
    ],
)
def test_who_begins_what_is_open_gets_it_replaces_it_or_is_refused(
    of: Standing, by: Actor, holder: str, what: Meeting
) -> None:
    assert access.meeting(of, by, holder=holder) is what


def test_a_ticket_is_for_the_same_issuer_and_the_same_person() -> None:
    assert access.may_pick_up(standing(), LI)
    assert access.may_pick_up(standing(holder=LI.id), LI)
    assert not access.may_pick_up(standing(holder=LI.id), WU)
    assert access.may_pick_up(standing(holder=LI.id), KIOSK)
    assert not access.may_pick_up(standing(), STRANGER)
