"""Who may not do something does not see it, and is refused when he posts it all the same."""

import pytest

from tests import story
from tests.channels.applying import HOME, applied
from tests.channels.counter.conftest import Clerk, given_to, in_stock, register, state
from yika.channels.counter.operation import About, Operation
from yika.channels.counter.operations import OPERATIONS
from yika.domain.applications.rules import Act
from yika.domain.cards import actions as cards
from yika.domain.cards import queries
from yika.domain.enquiries.actions import ask_enquiry
from yika.domain.enquiries.rules import Asker, Question
from yika.domain.outlets.actions import book
from yika.domain.outlets.queries import next_free
from yika.domain.people import actions as people
from yika.domain.people import queries as queries_of_people
from yika.domain.staff.rules import ROLES, Role
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import Refusal

PIN = "730592"
UNGUARDED = {
    *("errand", "continue", "stock", "guides", "enquiries", "queue"),
    *("applications", "application", "organizations"),
    *("prove", "prove-person", "screen"),  # test_real_names.py
    *("named", "new-organization", "take-letter", "name-user", "end-letter", "end-user"),
}
GUARDED = [one for one in OPERATIONS if one.name not in UNGUARDED]


@pytest.mark.parametrize("role", list(Role), ids=str)
@pytest.mark.parametrize("operation", GUARDED, ids=lambda one: one.name)
def test_an_operation_is_offered_and_done_by_who_has_the_right_and_by_nobody_else(
    city: story.City, db: None, operation: Operation, role: Role
) -> None:
    shop = city.campus
    page, address, given = stage(shop, operation)
    clerk = Clerk(shop.staff[role])
    may = operation.right in ROLES[role]
    seen = clerk.get(page)
    assert (seen.status == 200 and operation.name in seen.offers) == may
    assert (clerk.get(address).status == 200) == may
    before = state(shop, in_use(address)) if "/cards/" in address else ""
    done = clerk.does(address, **given)
    assert (done.status < 400) == may, done.text
    if not may:
        assert done.status == 403
        assert not before or state(shop, in_use(address)) == before


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.OPERATOR, Role.AUDITOR], ids=str)
def test_who_only_looks_on_cannot_go_on_with_an_errand(
    city: story.City, db: None, role: Role
) -> None:
    shop = city.transit
    teller, looker = Clerk(shop.staff[Role.TELLER]), Clerk(shop.staff[role])
    errand = teller.does(f"/counter/cards/{shop.card_ids[0]}/activate").onward
    seen = looker.get(errand)
    assert seen.status == 200
    assert 'name="do"' not in seen.text
    version = str(seen.context["view"].version)
    given = {"do": "take", "step": "possession", "version": version, "in_hand": "yes"}
    assert looker.post(errand, **given).status == 403
    assert looker.post(errand, do="withdraw", version=version).status == 403


def test_who_may_not_count_sees_the_deliveries_without_a_way_to_count_them(shop) -> None:
    delivery = sent(shop)
    auditor = Clerk(shop.staff[Role.AUDITOR])
    page = auditor.get("/counter/stock")
    assert (page.status, delivery in page.text) == (200, False)
    assert auditor.does(f"/counter/deliveries/{delivery}", counted="5").status == 403


def test_every_page_is_for_staff_who_have_signed_in(client, db: None) -> None:
    for address in ("/counter", "/counter/people/new", "/counter/stock", "/counter/cards/card_x"):
        found = client.get(address)
        assert (found.status_code, found.headers["Location"].split("?")[0]) == (
            303,
            "/staff/sign-in",
        )


def stage(shop: story.Shop, operation: Operation) -> tuple[str, str, dict[str, str]]:
    """A page where the operation could be done, its address, and what it asks for."""
    teller = Clerk(shop.staff[Role.TELLER])
    if operation.about is About.DESK:
        return desk(shop, operation)
    if operation.about is About.PERSON:
        return person(shop, operation)
    if operation.about is About.APPLICATION:
        return application(shop, operation)
    if operation.about is About.ENQUIRY:
        page = f"/counter/enquiries/{asked(shop)}"
        way = {"take-on": "take", "add-words": "add"}.get(operation.name, operation.name)
        return page, f"{page}/{way}", {"words": "Again and again.", "version": "1"}
    card = CARDS[operation.name](shop)
    page = f"/counter/cards/{card}"
    if operation.about is About.ERRAND:
        errand = teller.does(f"{page}/activate").onward
        view = teller.get(errand).context["view"]
        return page, f"{errand}/cancel", {"version": str(view.version)}
    offers = {one.operation.name: one.address for one in teller.get(page).context["offers"]}
    return page, offers[operation.name], GIVEN.get(operation.name, {})


def desk(shop: story.Shop, operation: Operation) -> tuple[str, str, dict[str, str]]:
    if operation.name == "loss":
        return "/counter", "/counter/loss", {"who": number_of(shop, card_in_use(shop))}
    if operation.name == "check-in":
        return "/counter", "/counter/queue/check-in", {"ticket": booked(shop)}
    return "/counter", "/counter/people/new", {"name": "Wu Fang", "language": "en"}


def person(shop: story.Shop, operation: Operation) -> tuple[str, str, dict[str, str]]:
    if operation.name == "reveal":
        page = f"/counter/people/{register(shop)}"
        return page, f"{page}/reveal", {"field": "phone", "purpose": "to call back"}
    if operation.name == "ask":
        page = f"/counter/people/{register(shop)}"
        return page, f"{page}/ask", {"kind": "enquiry", "topic": "card", "words": "Why?"}
    if operation.name == "apply":
        page = f"/counter/people/{register(shop)}"
        return page, f"{page}/apply", {"about": f"{shop.code}/campus-student"}
    if operation.name == "book":
        page = f"/counter/people/{register(shop)}"
        return page, f"{page}/book", {"time": free_time(shop)}
    known = story.holder("13800004444")
    who = queries_of_people.who(known.token, now=story.moment())
    assert who
    people.set_password(sign_in=who.sign_in, new=story.PASSWORD, **story.asking(known.actor))
    people.acquaint(holder=known.actor.id, issuer=shop.code, **story.asking(known.actor))
    page = f"/counter/people/{known.actor.id}"
    return page, f"{page}/password", {}


def application(shop: story.Shop, operation: Operation) -> tuple[str, str, dict[str, str]]:
    upto, way, given = APPLIED[operation.name]
    sent = True if operation.name in {"send-card", "show-address"} else None
    page = f"/counter/applications/{applied(shop, upto, sent=sent).id}"
    if operation.name == "assign-card":
        given = {"card": shop.stock[1].number}
    return page, f"{page}/{way}", given


def free_time(shop: story.Shop) -> str:
    """The next time at which something can be had by appointment."""
    story.receive(shop)
    free = next_free(shop.outlet, "loss", now=story.moment())
    assert free
    return f"loss {free.begins_at:%Y%m%dT%H%M%SZ}"


def booked(shop: story.Shop) -> str:
    """The number of an appointment that somebody has just come to."""
    story.receive(shop)
    free = next_free(shop.outlet, "loss", now=story.moment())
    assert free
    what = {"outlet": shop.outlet, "service": "loss", "begins_at": free.begins_at}
    teller = shop.staff[Role.TELLER].actor
    return book(**what, holder=register(shop), **story.asking(teller)).number


def asked(shop: story.Shop) -> str:
    """Something that a person of the issuer wants to know."""
    question = Question(kind="complaint", topic="machine", words="The reader is dead.")
    return ask_enquiry(
        issuer=shop.code,
        question=question,
        asker=Asker(holder=register(shop)),
        **story.asking(shop.staff[Role.TELLER].actor),
    ).id


def with_pin(shop: story.Shop) -> str:
    holder = register(shop)
    card = given_to(shop, holder)
    cards.set_pin(card=card, pin=PIN, holder=holder, **story.asking())
    return card


def locked(shop: story.Shop) -> str:
    card = with_pin(shop)
    while not (seen := queries.pin_of(card, story.OPERATOR, story.moment())) or not seen.is_locked:
        try:
            cards.check_pin(card=card, pin="000001", **story.asking())
        except Refusal:
            continue
    return card


def undeliverable(shop: story.Shop) -> str:
    card = given_to(shop, register(shop))
    cards.mark_undeliverable(card=card, reason="not-collected", **story.asking())
    return card


def blocked(shop: story.Shop) -> str:
    card = given_to(shop, register(shop))
    cards.block_card(card=card, reason="suspicion", **story.asking())
    return card


def card_in_use(shop: story.Shop, place: int = 0) -> str:
    holder = register(shop)
    card = given_to(shop, holder, place)
    cards.activate_card(card=card, holder=holder, **story.asking())
    return card


def number_of(shop: story.Shop, card: str) -> str:
    return queries.card(card, shop.staff[Role.TELLER].actor).number


def reported(shop: story.Shop, place: int = 0) -> str:
    card = card_in_use(shop, place)
    cards.report_loss(card=card, formal=False, **story.asking())
    return card


def frozen(shop: story.Shop, place: int = 0) -> str:
    card = card_in_use(shop, place)
    holder = queries.card(card, story.OPERATOR).holder
    cards.freeze_card(card=card, **story.asking(Actor(ActorKind.HOLDER, holder, Channel.WEB)))
    return card


def handed_out(shop: story.Shop) -> str:
    return given_to(shop, register(shop))


def sent(shop: story.Shop) -> str:
    """A delivery on its way to the outlet."""
    operator = shop.staff[Role.OPERATOR].actor
    batch = cards.make_batch(
        issuer=shop.code, product="transit-adult", count=5, **story.asking(operator)
    )
    return cards.send_cards(batch=batch.id, outlet=shop.outlet, **story.asking(operator)).id


def in_use(address: str) -> str:
    return address.split("/cards/")[1].partition("/")[0]


CARDS = {
    "activate": handed_out,
    "hand-out": in_stock,
    "new-pin": with_pin,
    "unlock-pin": locked,
    "take-back": handed_out,
    "undeliverable": handed_out,
    "find-again": undeliverable,
    "unblock": blocked,
    "block": handed_out,
    "report-loss": card_in_use,
    "end-report": reported,
    "make-formal": reported,
    "thaw": frozen,
    "withdraw": handed_out,
}
GIVEN = {
    "new-pin": {"seen": "yes", "pin": "604813", "again": "604813"},
    "unlock-pin": {"seen": "yes"},
    "undeliverable": {"reason": "not-collected"},
    "unblock": {"reason": "cleared-up"},
    "block": {"reason": "suspicion"},
    "report-loss": {"how": "formal", "seen": "yes"},
    "end-report": {"how": "found", "seen": "yes"},
}
APPLIED = {
    "accept-application": (Act.SUBMITTED, "accept", {}),
    "assign-card": (Act.ACCEPTED, "card", {}),
    "ready-to-collect": (Act.CARD_CHOSEN, "ready", {}),
    "give-card": (Act.READIED, "give", {"document": "passport"}),
    "send-card": (Act.CARD_CHOSEN, "send", {"carrier": "SF", "tracking": "SF1"}),
    "show-address": (Act.SUBMITTED, "address", {}),
    "note-delivered": (Act.SENT, "delivered", {}),
    "note-returned": (Act.SENT, "returned", {"reason": "not-accepted"}),
    "redirect": (Act.UNDELIVERABLE, "redirect", {"where": "send", **HOME}),
    "refuse-application": (Act.SUBMITTED, "refuse", {"reason": "has-one"}),
    "withdraw-application": (Act.SUBMITTED, "withdraw", {}),
}
