"""Proving a name with staff, by the checks alone, and how it ends without a decision."""

from datetime import timedelta

import pytest

from tests.domain.cards.samples import NOW
from tests.domain.cards.town import Shop, holder
from tests.domain.errands.proving import (
    LATER,
    begun,
    card,
    give,
    look,
    next_of,
    opened,
    photographed,
    up_to,
    verification_of,
)
from tests.domain.errands.walking import fresh, handed_out_of
from tests.domain.identity.verifying import desk
from tests.domain.people.folks import PHONE, proven
from yika.domain.cards.rules import UnknownCard
from yika.domain.errands import actions
from yika.domain.errands.kinds.guides import guides_of
from yika.domain.errands.rules.plan import State
from yika.domain.errands.rules.refusals import (
    HolderNeeded,
    NotHere,
    SignInFirst,
)
from yika.domain.errands.rules.views import ErrandView
from yika.domain.identity import queries as identity
from yika.domain.identity.actions import keep_reading
from yika.domain.identity.actions.consents import give_consent, withdraw_consent
from yika.domain.identity.queries.consents import find_consent
from yika.domain.identity.rules.consents import ConsentMissing
from yika.domain.identity.rules.documents import Fields, Side
from yika.domain.identity.rules.review.refusals import NotNeeded
from yika.domain.identity.rules.review.states import State as Stands
from yika.domain.people.actions import change_profile
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import Invalid
from yika.products.load import catalogue
from yika.site.reactions import WORK


@pytest.fixture
def shop(db: None) -> Shop:
    return opened()


@pytest.fixture
def lin(shop: Shop) -> Actor:
    person = holder(shop.teller)
    proven(person.id, PHONE)
    return person


def test_staff_vouch_for_what_they_saw(db: None) -> None:
    shop = opened(level=2, face="staff", decide="counter")
    lin = holder(shop.teller)
    proven(lin.id, PHONE)
    view = begun(lin)
    assert view.next
    assert [ask.name for ask in view.next.asks] == ["shown", "agree", "face"]
    view = give(view, "consent", lin, agree=True, face="yes")
    view = give(view, "document", lin, document="resident-id")
    view = photographed(view, lin)
    view = give(view, "details", lin, **card())

    view = look(view, shop.teller, NOW)
    assert view.next
    assert [ask.name for ask in view.next.asks] == ["right", "original", "face"]
    assert not any("林晚" in str(told.value) for told in view.next.tells)
    view = give(view, "hand-in", shop.teller, right=True, original=True, face=True)
    assert view.state is State.DONE
    assert identity.level_of(lin.id, shop.issuer, now=NOW) == 2


def test_a_no_to_the_face_ends_an_earlier_yes(db: None) -> None:
    shop = opened(level=2, face="staff", decide="counter")
    lin = holder(shop.teller)
    proven(lin.id, PHONE)
    for purpose in ("face", "real-name"):
        give_consent(
            holder=lin.id,
            issuer=shop.issuer,
            purpose=purpose,
            version=1,
            language="en",
            **desk.acting(lin),
        )
    withdraw_consent(holder=lin.id, issuer=shop.issuer, purpose="real-name", **desk.acting(lin))
    give(begun(lin), "consent", lin, agree=True, face="no")
    assert find_consent(lin.id, purpose="real-name", issuer=shop.issuer)
    assert not find_consent(lin.id, purpose="face", issuer=shop.issuer)


def test_nobody_compares_a_face_without_consent(db: None) -> None:
    shop = opened(level=2, face="staff", decide="counter")
    lin = holder(shop.teller)
    proven(lin.id, PHONE)
    view = up_to("hand-in", lin)
    with pytest.raises(ConsentMissing):
        give(view, "hand-in", shop.teller, right=True, original=True, face=True)
    view = give(view, "hand-in", shop.teller, right=True, original=True)
    assert next_of(view) == "decision"


def test_the_checks_alone_end_it_at_once(db: None) -> None:
    shop = opened(decide="checks")
    lin = holder(shop.teller)
    proven(lin.id, PHONE)
    view = up_to("details", lin)
    found = verification_of(view, lin)
    own = Fields.of(card())
    front = Fields.of({name: card()[name] for name in ("name", "number", "sex", "born_on")})
    read = {Side.FRONT: front, Side.BACK: own}
    keep_reading(verification=found, found=read, reader="fake 1", now=NOW)
    view = give(look(view, lin, NOW), "details", lin, **card())
    view = give(view, "hand-in", lin, right=True)
    assert view.state is State.DONE
    assert identity.level_of(lin.id, shop.issuer, now=NOW) == 1


def test_who_comes_for_the_holder_is_written_down_at_a_counter(db: None) -> None:
    shop = opened(agents=True)
    lin = holder(shop.teller)
    view = begun(shop.teller, holder=lin.id)
    view = give(view, "consent", shop.teller, agree=True)
    assert view.next
    assert "role" in [ask.name for ask in view.next.asks]
    with pytest.raises(Invalid):
        give(view, "document", shop.teller, document="resident-id", role="agent")
    view = give(
        view,
        "document",
        shop.teller,
        document="resident-id",
        role="agent",
        agent_document="resident-id",
        agent_name="周一",
        agent_number=desk.citizen(3),
    )
    found = verification_of(view, shop.teller)
    assert identity.verification(found, by=shop.teller, now=NOW).agent_role == "agent"


def test_giving_up_withdraws_what_was_begun(lin: Actor) -> None:
    view = up_to("details", lin)
    found = verification_of(view, lin)
    actions.withdraw_errand(
        errand=view.id, version=view.version, by=lin, now=NOW, request_id=fresh()
    )
    assert identity.verification(found, by=lin, now=NOW).state is Stands.WITHDRAWN
    desk.work(LATER)


def test_another_document_replaces_the_first(lin: Actor) -> None:
    view = up_to("pictures", lin)
    first = verification_of(view, lin)
    view = actions.undo_step(
        errand=view.id, version=view.version, by=lin, now=NOW, request_id=fresh()
    )
    view = give(view, "document", lin, document="passport")
    assert identity.verification(first, by=lin, now=NOW).state is Stands.WITHDRAWN
    desk.work(LATER)
    view = look(view, lin)
    assert view.is_open
    assert view.next
    assert view.next.asks[0].label == "Picture of the page with the photograph"


def test_what_rests_too_long_ends_with_its_verification(lin: Actor) -> None:
    view = up_to("details", lin)
    much_later = NOW + timedelta(days=20)
    desk.work(much_later)
    assert look(view, lin, much_later).state is State.EXPIRED


def test_an_errand_that_runs_out_leaves_the_reviewer_his_work(lin: Actor) -> None:
    view = up_to("decision", lin)
    found = verification_of(view, lin)
    at_end = NOW + timedelta(days=91)
    WORK["errands.expire"](key=view.id, now=at_end)
    assert look(view, lin, at_end).state is State.EXPIRED
    assert identity.verification(found, by=lin, now=at_end).state is Stands.IN_REVIEW


def test_it_begins_only_for_somebody_and_where_it_is_asked_for(lin: Actor, shop: Shop) -> None:
    nobody = Actor(ActorKind.HOLDER, "visitor", Channel.WEB)
    with pytest.raises(SignInFirst):
        begun(nobody)
    with pytest.raises(HolderNeeded):
        begun(shop.teller)
    with pytest.raises(NotHere):
        begun(shop.kiosk)
    for about in ("campus/city", "harbor/none", "nowhere/city", "nonsense"):
        with pytest.raises((NotNeeded, UnknownCard)):
            begun(lin, about)
    assert begun(lin).id == begun(lin).id


def test_whoever_knows_only_a_number_keeps_nobody_out(lin: Actor, shop: Shop) -> None:
    found = handed_out_of(shop, "city")
    with pytest.raises(UnknownCard):
        begun(lin, found.id)


def test_every_product_that_asks_for_a_name_has_a_guide() -> None:
    for product in catalogue().values():
        told = [one for one in guides_of(product) if one.kind == "real-name"]
        wanted = product.real_name is not None and product.real_name.need != "never"
        assert bool(told) == wanted
        for guide in told:
            assert guide.terms.documents
            assert Channel.COUNTER in guide.places


def test_who_is_called_otherwise_is_told_before_he_hands_in(lin: Actor) -> None:
    def noted(view: ErrandView) -> bool:
        tells = view.next.tells if view.next else ()
        return any("another name" in str(one.value) for one in tells)

    assert not noted(up_to("hand-in", lin))
    change_profile(holder=lin.id, name="小晚", **desk.acting(lin))
    assert noted(look(up_to("hand-in", lin), lin, NOW))
