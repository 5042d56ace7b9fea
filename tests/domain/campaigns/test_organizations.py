"""The cards of an organization: its responsible person is warned, and lets them go by proving."""

from datetime import timedelta

import pytest

from tests.domain.campaigns.drive import (
    DAY,
    HOUR,
    LOADING,
    REAL_NAME,
    SPENDING,
    entry,
    in_use,
    post,
    reachable,
    started,
    told,
    warn_all,
    work,
)
from tests.domain.cards.samples import NOW, TODAY
from tests.domain.cards.stops.lost import purse_of, seen
from tests.domain.cards.town import ask, city_card, holder, sell
from tests.domain.identity.verifying.desk import SEEN, approve, filled, picture, submit, submitted
from tests.domain.identity.verifying.desk import card as id_card
from yika.domain.campaigns.rules.states import CardState
from yika.domain.organizations import actions, queries
from yika.domain.organizations.rules import Letter
from yika.kit.actor import Actor, ActorKind, Channel

pytestmark = pytest.mark.django_db
CODE = "91350100M000100Y43"
TOMORROW = (NOW + DAY).date()
SETTLED = timedelta(seconds=30)


def company(shop, person, *, until=TOMORROW):
    """A company whose letter is over before the campaign begins, with a card in use."""
    approve(submitted(person.id, person), shop.reviewer)
    made = actions.register_organization(
        name="江城物流有限公司",
        code=CODE,
        language="zh-hans",
        responsible=person.id,
        letter=Letter(picture(7), NOW.date(), until),
        **ask(shop.teller, now=NOW + HOUR),
    )
    body = Actor(ActorKind.HOLDER, made.id, Channel.WEB)
    return body, in_use(shop, body)


def take_letter(shop, body, person, *, role="responsible", now):
    letter = Letter(picture(8), now.date(), (now + 300 * DAY).date())
    actions.give_mandate(
        organization=body.id,
        person=person.id,
        role=role,
        letter=letter,
        **ask(shop.teller, now=now),
    )


@pytest.fixture
def restricted(shop):
    """A card of a company, of which nobody had a good letter on the last day."""
    boss = reachable(shop)
    body, card = company(shop, boss)
    started(shop)
    warn_all()
    work(LOADING)
    post(LOADING)
    return boss, body, card


def test_its_responsible_person_is_warned_before_a_card_of_it_is_restricted(restricted):
    boss, body, card = restricted

    assert told(boss) == ["campaign-warning"] * 3 + ["campaign-restricted"]
    assert told(body) == []
    assert (entry(card).state, len(seen(card).stops)) == (CardState.LOADING, 1)


def test_a_new_letter_lets_its_cards_go_at_once(shop, restricted):
    boss, body, card = restricted
    now = LOADING + HOUR

    take_letter(shop, body, boss, now=now)
    work(now)

    assert (seen(card).stops, purse_of(card)) == ((), "open")
    assert entry(card).state is CardState.KNOWN
    assert told(boss)[-1] == "campaign-released"
    work(SPENDING)
    assert seen(card).stops == ()


def test_the_letter_of_a_deputy_lets_nothing_go(shop, restricted):
    _, body, card = restricted
    now = LOADING + HOUR
    aide = holder(shop.teller, "周一")
    approve(submitted(aide.id, aide, fields=id_card(2, name="周一"), now=now), shop.reviewer, now)

    take_letter(shop, body, aide, role="deputy", now=now + SETTLED)
    work(now + SETTLED)

    assert len(seen(card).stops) == 1


def test_a_firmer_proof_of_its_responsible_person_lets_its_cards_go_at_once(shop):
    asking = city_card(edition=3, **{"real-name": REAL_NAME | {"level": 2, "face": "staff"}})
    sell("harbor", asking, on=TODAY + DAY)
    boss = reachable(shop)
    _, card = company(shop, boss, until=(NOW + 400 * DAY).date())
    started(shop)
    warn_all()
    work(LOADING)
    post(LOADING)
    assert len(seen(card).stops) == 1
    now = LOADING + HOUR
    found = filled(boss.id, shop.teller, level=2, face="staff", now=now)
    submit(found, shop.teller, now, witness=SEEN)
    approve(found, shop.reviewer, now)

    work(now + SETTLED)

    assert (seen(card).stops, entry(card).state) == ((), CardState.KNOWN)
    assert told(boss)[-1] == "campaign-released"


def test_an_organization_for_which_nobody_answers_is_listed_and_not_restricted(shop):
    boss = reachable(shop)
    body, card = company(shop, boss)
    [letter] = queries.organization(body.id, by=shop.teller, now=NOW + HOUR).mandates
    actions.end_mandate(mandate=letter.id, **ask(shop.teller, now=NOW + HOUR))
    started(shop)
    warn_all()

    work(LOADING)

    assert (entry(card).state, seen(card).stops) == (CardState.UNREACHED, ())
