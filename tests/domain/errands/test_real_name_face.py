"""The step of the face: asked once, on the holder's own device, and as easily left out as done."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests.domain.cards.samples import NOW
from tests.domain.cards.town import Shop, city_card, holder
from tests.domain.errands.proving import (
    LATER,
    RULE,
    begun,
    card,
    give,
    look,
    next_of,
    opened,
    photographed,
    verification_of,
)
from tests.domain.errands.walking import fresh
from tests.domain.identity.verifying import desk
from tests.domain.people.folks import PHONE, proven
from yika.domain.errands import actions
from yika.domain.errands.kinds.guides import guides_of
from yika.domain.errands.rules.refusals import NotOptional
from yika.domain.errands.rules.views import ErrandView, StepState, Tone
from yika.domain.identity.actions.consents import withdraw_consent
from yika.domain.identity.models import Evidence
from yika.domain.identity.queries.retention import face_kept
from yika.domain.identity.rules.review.refusals import FaceConsentNeeded, SamePicture
from yika.domain.vault.queries import file_facts
from yika.kit.actor import Actor, Channel
from yika.kit.errors import Invalid
from yika.products.tables.span import Span
from yika.site.reactions import WORK

HINT = {"face": "hint"}
FACE = desk.picture(60)


@pytest.fixture
def shop(db: None) -> Shop:
    return opened(**HINT)


@pytest.fixture
def lin(shop: Shop) -> Actor:
    person = holder(shop.teller)
    proven(person.id, PHONE)
    return person


def at_the_face(by: Actor, answer: str = "yes") -> ErrandView:
    """Who agreed to the comparison has photographed his card."""
    view = give(begun(by), "consent", by, agree=True, face=answer)
    view = give(view, "document", by, document="resident-id")
    return photographed(view, by)


def leave_out(view: ErrandView, by: Actor) -> ErrandView:
    about: dict[str, Any] = {"errand": view.id, "step": "face", "version": view.version}
    return actions.skip_step(**about, **desk.acting(by, request_id=fresh()))


def back(view: ErrandView, by: Actor) -> ErrandView:
    about: dict[str, Any] = {"errand": view.id, "version": view.version}
    return actions.undo_step(**about, **desk.acting(by, request_id=fresh()))


def faces() -> list[bool]:
    """Of each picture of a face that was ever given, whether it is still there."""
    rows = Evidence.objects.filter(side="face").order_by("id")
    return [row.replaced_at is None and not file_facts(row.file).purged_at for row in rows]


def dark(seed: int) -> bytes:
    image = Image.open(BytesIO(desk.picture(seed))).point(lambda value: value * 0.3)
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def state_of(view: ErrandView) -> StepState:
    return next(step.state for step in view.steps if step.name == "face")


def test_who_agreed_is_asked_with_honest_words_and_gives_it(lin: Actor) -> None:
    view = at_the_face(lin)
    assert view.next
    step = view.next
    assert (step.name, step.skippable, step.skip) == (
        "face",
        True,
        "Go on without a picture of my face",
    )
    [ask] = step.asks
    assert (ask.name, ask.frame, ask.required) == ("picture", "face", True)
    [worth] = [str(one.value) for one in step.tells if one.tone is Tone.TEXT]
    for honest in ("hint", "often wrong", "East Asian", "Nobody is refused", "Nobody has to give"):
        assert honest in worth
    assert Span(days=7) in [one.value for one in step.tells]

    view = give(view, "face", lin, picture=FACE)
    assert (next_of(view), state_of(view), faces()) == ("details", StepState.DONE, [True])


@pytest.mark.parametrize(
    ("rule", "program", "elsewhere"),
    [
        ({"face": "hint", "level": 1}, True, "document alone"),
        ({"face": "hint", "level": 2}, True, "second document"),
        ({"face": "staff", "level": 2}, False, "second document"),
    ],
)
def test_the_question_says_who_compares_and_what_else_can_be_done(
    db: None, rule: dict[str, Any], program: bool, elsewhere: str
) -> None:
    view = begun(holder(opened(**rule).teller))
    assert view.next
    [face] = [ask for ask in view.next.asks if ask.name == "face"]
    assert ("program" in face.label, elsewhere in face.hint) == (program, True)


@pytest.mark.parametrize("answer", ["no", None])
def test_without_that_consent_there_is_no_such_step(lin: Actor, answer: str | None) -> None:
    view = at_the_face(lin, answer or "")
    assert (next_of(view), state_of(view)) == ("details", StepState.KNOWN)


@pytest.mark.parametrize("rule", [{"face": "none"}, {"face": "staff"}])
def test_where_no_program_gives_hints_nothing_is_planned(db: None, rule: dict[str, str]) -> None:
    lin = holder(opened(**rule).teller)
    view = begun(lin)
    assert "face" not in [step.name for step in view.steps]


def test_it_is_left_out_by_one_button_and_not_asked_again(shop: Shop, lin: Actor) -> None:
    view = leave_out(at_the_face(lin), lin)
    assert (next_of(view), state_of(view), faces()) == ("details", StepState.SKIPPED, [])
    view = give(give(view, "details", lin, **card()), "hand-in", lin, right=True)

    desk.ask_again(verification_of(view, lin), shop.reviewer)
    WORK["identity.follow"](key=verification_of(view, lin), now=LATER)
    view = look(view, lin)
    view = give(view, "pictures", lin, picture=desk.picture(7))
    assert (next_of(view), state_of(view)) == ("details", StepState.KNOWN)


def test_only_this_step_can_be_left_out(lin: Actor) -> None:
    view = begun(lin)
    with pytest.raises(NotOptional):
        actions.skip_step(errand=view.id, step="consent", version=view.version, **desk.acting(lin))


def test_a_picture_with_a_note_is_seen_once_more_and_taken_again_or_left(lin: Actor) -> None:
    view = give(at_the_face(lin), "face", lin, picture=dark(61))
    assert view.next
    [note] = [one for one in view.next.tells if one.tone is Tone.NOTE]
    assert "dark" in str(note.value)
    assert [(ask.required, ask.frame) for ask in view.next.asks] == [(False, "face")]
    view = give(view, "face", lin, picture=FACE)
    assert (next_of(view), faces()) == ("details", [False, True])


@pytest.mark.parametrize(("leaves", "there"), [(True, [False]), (False, [True])])
def test_going_on_without_destroys_what_was_given(
    lin: Actor, leaves: bool, there: list[bool]
) -> None:
    view = give(at_the_face(lin), "face", lin, picture=dark(61))
    view = leave_out(view, lin) if leaves else give(view, "face", lin)
    assert (next_of(view), faces()) == ("details", there)


def test_who_goes_back_takes_it_back_and_who_is_asked_for_another_side_does_not(
    shop: Shop, lin: Actor
) -> None:
    view = back(give(at_the_face(lin), "face", lin, picture=FACE), lin)
    assert (next_of(view), faces()) == ("face", [False])
    view = give(view, "face", lin, picture=desk.picture(62))
    view = give(give(view, "details", lin, **card()), "hand-in", lin, right=True)

    desk.ask_again(verification_of(view, lin), shop.reviewer)
    WORK["identity.follow"](key=verification_of(view, lin), now=LATER)
    assert faces() == [False, True]


def test_what_is_hopeless_or_the_document_itself_is_told_beside_the_field(lin: Actor) -> None:
    view = at_the_face(lin)
    out = BytesIO()
    Image.new("RGB", (60, 60), "gray").save(out, "JPEG")
    with pytest.raises(Invalid) as small:
        give(view, "face", lin, picture=out.getvalue())
    assert [(one.where, "too small" in one.expected) for one in small.value.faults] == [
        ("picture", True)
    ]
    with pytest.raises(SamePicture) as same:
        give(view, "face", lin, picture=desk.picture(1))
    assert same.value.facts["field"] == "picture"
    assert faces() == []


def test_at_a_counter_and_over_the_api_it_is_passed_over(shop: Shop, lin: Actor) -> None:
    staff = begun(shop.teller, holder=lin.id)
    staff = give(staff, "consent", shop.teller, agree=True, face="yes")
    staff = give(staff, "document", shop.teller, document="resident-id")
    assert next_of(photographed(staff, shop.teller)) == "details"


def test_whoever_goes_on_with_it_at_a_counter_asks_for_no_picture(shop: Shop, lin: Actor) -> None:
    view = at_the_face(lin)
    ticket = actions.hand_over(errand=view.id, **desk.acting(lin, request_id=fresh()))
    brought = actions.pick_up(ticket=ticket.code, **desk.acting(shop.teller, request_id=fresh()))
    assert (next_of(brought), state_of(brought)) == ("details", StepState.KNOWN)


def test_staff_who_find_it_there_need_nothing_to_go_on(shop: Shop, lin: Actor) -> None:
    seen = look(at_the_face(lin), shop.teller, NOW)
    assert seen.next
    assert (seen.next.asks, seen.next.tells) == ((), ())
    assert "own eyes" in seen.next.lead
    assert next_of(give(seen, "face", shop.teller)) == "details"


def test_on_another_channel_of_the_holder_nothing_is_taken(lin: Actor) -> None:
    view = look(at_the_face(lin), replace(lin, channel=Channel.KIOSK), NOW)
    assert view.next
    assert not view.next.can_here


def test_consent_taken_back_meanwhile_refuses_it_and_the_way_without_stays(
    shop: Shop, lin: Actor
) -> None:
    view = at_the_face(lin)
    withdraw_consent(holder=lin.id, issuer=shop.issuer, purpose="face", **desk.acting(lin))
    with pytest.raises(FaceConsentNeeded):
        give(view, "face", lin, picture=FACE)
    assert next_of(leave_out(look(view, lin), lin)) == "details"


def test_a_minor_who_types_his_age_later_leaves_no_face_behind(lin: Actor) -> None:
    view = give(at_the_face(lin), "face", lin, picture=FACE)
    young = card(born_on="2014-03-07", number=desk.citizen(1, "20140307"))
    view = give(view, "details", lin, **young)
    assert (next_of(view), faces()) == ("hand-in", [False])


@pytest.mark.parametrize("face", ["hint", "staff", "none"])
def test_the_guide_tells_of_it_only_where_it_may_come(face: str) -> None:
    rule = {"real-name": RULE | {"face": face}}
    [guide] = [one for one in guides_of(city_card(2, **rule)) if one.kind == "real-name"]
    told = [step.optional for step in guide.steps if step.name == "face"]
    assert told == ([True] if face == "hint" else [])
    hints = ["hint" in note.words for note in guide.terms.notes]
    assert hints == {"hint": [True], "staff": [False], "none": []}[face]


def test_it_is_kept_as_long_as_the_shorter_of_both_plans_says(shop: Shop) -> None:
    rule = desk.policy(keep="3 days", keep_refused="2 days")
    assert face_kept(rule, shop.issuer) == Span(days=3)
    assert face_kept(desk.policy(), shop.issuer) == Span(days=7)


def test_the_whole_way_with_a_face(lin: Actor) -> None:
    view = give(at_the_face(lin), "face", lin, picture=FACE)
    view = give(give(view, "details", lin, **card()), "hand-in", lin, right=True)
    assert next_of(view) == "decision"
