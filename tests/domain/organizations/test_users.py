"""Cards of an organization: given to it, activated for it, used by people it names."""

import pytest

from tests.domain.cards import town
from tests.domain.organizations.conftest import LATER, ask, letter
from yika.domain.cards import actions as cards
from yika.domain.cards import queries as cards_seen
from yika.domain.cards.rules import State, UnknownCard
from yika.domain.journal.models import Entry
from yika.domain.organizations import actions, queries, rules
from yika.domain.organizations.models import CardUser
from yika.domain.organizations.rules import Act
from yika.domain.people.rules import UnknownHolder
from yika.kit.actor import NotAllowed
from yika.kit.errors import Invalid

LIMITED = {
    "need": "before-activation",
    "level": 1,
    "documents": ["resident-id"],
    "cards_per_person": 1,
    "keep": "30 days",
    "keep_refused": "7 days",
    "promise": "2 days",
}


@pytest.fixture
def boss(firm):
    """The company, in the hands of its responsible person."""
    return queries.acting_for(firm.boss, firm.id, now=LATER)


@pytest.fixture
def card(firm, boss) -> str:
    return town.active(firm.shop, boss).id


def use(card: str, person, by, **more):
    wanted = {"card": card, "person": person.id, "words": "Fuel, on working days"}
    return cards.name_user(**wanted | ask(by) | more)


def test_a_card_belongs_to_the_organization_not_to_who_activated_it(firm, boss, card) -> None:
    assert [one.id for one in cards_seen.cards_of(firm.id, boss)] == [card]
    assert cards_seen.cards_of(firm.boss.id, firm.boss) == []
    with pytest.raises(UnknownCard):
        cards_seen.card(card, firm.boss)
    entry = Entry.objects.get(event="card.activated", subject=card)
    assert (entry.actor_id, entry.facts["person"]) == (firm.id, firm.boss.id)


def test_a_card_is_used_by_who_is_named(firm, boss, card) -> None:
    with pytest.raises(rules.UnknownOrganization):
        queries.acting_on(firm.driver, card, Act.LOOK)
    use(card, firm.driver, boss)

    [mine] = queries.cards_used_by(firm.driver)
    assert (mine.card, mine.words) == (card, "Fuel, on working days")
    driver = queries.acting_on(firm.driver, card, Act.FREEZE)
    assert cards.freeze_card(card=card, **ask(driver)).id == card
    entry = Entry.objects.filter(subject=card).order_by("id").last()
    assert entry
    assert entry.facts["person"] == firm.driver.id


@pytest.mark.parametrize("act", [Act.SERVE, Act.NAME_USERS, Act.END_MANDATES])
def test_a_user_can_do_nothing_but_look_and_stop(firm, boss, card, act) -> None:
    use(card, firm.driver, boss)
    with pytest.raises(rules.NotYourPart):
        queries.acting_on(firm.driver, card, act)

    driver = queries.acting_on(firm.driver, card, Act.LOOK)
    with pytest.raises(rules.UnknownOrganization):
        use(card, firm.aide, driver)
    with pytest.raises(rules.UnknownOrganization):
        queries.organization(firm.id, by=driver, now=LATER)


def test_naming_is_safe_to_repeat_and_new_words_replace_the_old(firm, boss, card) -> None:
    first = use(card, firm.driver, boss, request_id="one")
    assert use(card, firm.driver, boss, request_id="one") == first
    with pytest.raises(rules.OrganizationRequestReused):
        use(card, firm.aide, boss, request_id="one")

    use(card, firm.driver, boss, words="Tolls only")
    [user] = queries.users_of(card, by=boss)
    assert (user.words, user.masked_name) == ("Tolls only", "王*")
    assert CardUser.objects.filter(words=None, ended_at__isnull=False).count() == 1


def test_a_user_who_is_taken_away_is_one_no_more(firm, boss, card) -> None:
    user = use(card, firm.driver, boss).id
    with pytest.raises(rules.UnknownOrganization):
        actions.end_user(user=user, **ask(firm.boss))
    actions.end_user(user=user, **ask(firm.shop.teller))
    actions.end_user(user=user, **ask(boss))

    assert queries.users_of(card, by=boss) == queries.cards_used_by(firm.driver) == []
    with pytest.raises(rules.UnknownOrganization):
        queries.acting_on(firm.driver, card, Act.LOOK)


def test_only_cards_of_organizations_have_users(firm, boss, card) -> None:
    own = town.active(firm.shop, firm.aide).id
    with pytest.raises(rules.CardOfAPerson):
        use(own, firm.driver, firm.aide)
    with pytest.raises(rules.CardOfAPerson):
        use(town.handed_out(firm.shop).id, firm.driver, firm.shop.teller)
    with pytest.raises(UnknownCard):
        use(own, firm.driver, boss)
    with pytest.raises(UnknownCard):
        use(card, firm.driver, firm.elsewhere.teller)
    with pytest.raises(NotAllowed):
        use(card, firm.driver, firm.shop.auditor)
    with pytest.raises(UnknownHolder):
        use(card, boss.__class__(boss.kind, "hld_nobody", boss.channel), boss)
    with pytest.raises(Invalid):
        use(card, firm.driver, boss, words="x" * 121)


def test_a_deputy_activates_and_names_users(firm, boss) -> None:
    given = {"organization": firm.id, "person": firm.aide.id, "role": "deputy"}
    actions.give_mandate(**given, letter=letter(9), **ask(firm.shop.teller))
    aide = queries.acting_for(firm.aide, firm.id, now=LATER)
    handed = town.handed_out(firm.shop).id
    cards.give_card_to(card=handed, holder=firm.id, **ask(firm.shop.teller))

    assert cards.activate_card(card=handed, **ask(aide)).state is State.ACTIVE
    assert use(handed, firm.driver, aide).organization_name == "江城物流(集团)有限公司"


def test_an_organization_is_not_one_person_and_has_as_many_cards_as_it_needs(firm) -> None:
    town.sell("harbor", town.city_card(2, **{"real-name": LIMITED}))
    for _ in range(2):
        found = town.handed_out(firm.shop)
        done = cards.activate_card(card=found.id, holder=firm.id, **ask(firm.shop.teller))
        assert done.state is State.ACTIVE
