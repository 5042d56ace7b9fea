"""Organizations are registered, letters taken and ended, and nobody acts without a good one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.domain.cards import town
from tests.domain.identity.verifying.desk import policy
from tests.domain.organizations.conftest import (
    LATER,
    OTHER_CODE,
    UNTIL,
    ask,
    known,
    letter,
    registered,
)
from yika.domain.identity.actions.retention import place_hold
from yika.domain.journal.models import Entry
from yika.domain.organizations import actions, queries, rules
from yika.domain.organizations.models import Mandate, Organization
from yika.domain.organizations.rules import Role
from yika.domain.people.actions import create_login
from yika.domain.people.models import Holder
from yika.domain.people.rules import UnknownHolder
from yika.domain.vault.queries import open_file
from yika.domain.vault.rules.files import FileDestroyed
from yika.kit import ids
from yika.kit.actor import NotAllowed
from yika.kit.errors import Invalid, Refusal
from yika.products.tables.real_name import RealName

YEAR = timedelta(days=365)


def give(firm, person, role="deputy", **more):
    wanted = {"organization": firm.id, "person": person.id, "role": role, "letter": letter(8)}
    return actions.give_mandate(**wanted | ask(firm.shop.teller) | more)


def test_an_organization_is_a_holder_with_a_responsible_person(firm) -> None:
    view = queries.organization(firm.id, by=firm.shop.teller, now=LATER)

    [first] = view.mandates
    assert (first.person, first.role, first.good) == (firm.boss.id, Role.RESPONSIBLE, True)
    assert first.masked_name == "林*"
    assert Holder.objects.get(pk=ids.read("hld", firm.id)).told("name") == view.name
    assert queries.find_organizations("物流", by=firm.shop.teller, now=LATER) == [view]
    assert queries.find_organizations("物流", by=firm.elsewhere.teller, now=LATER) == []


def test_registering_twice_with_one_request_makes_one(firm) -> None:
    other = known(firm.shop, 3, "赵六")
    given = {"code": OTHER_CODE, "request_id": "once"}
    first = registered(firm.shop, other, **given)

    assert registered(firm.shop, other, **given) == first
    with pytest.raises(rules.OrganizationRequestReused):
        registered(firm.shop, other, **given | {"name": "别的公司"})
    with pytest.raises(rules.CodeTaken):
        registered(firm.shop, other)
    assert Organization.objects.count() == 2


def test_the_responsible_person_has_proven_who_he_is(firm) -> None:
    with pytest.raises(rules.PersonNotProven):
        registered(firm.shop, firm.driver, code=OTHER_CODE)
    with pytest.raises(rules.PersonNotProven):
        give(firm, replace(firm.boss, id=firm.id))
    assert Organization.objects.count() == 1


def test_only_people_who_work_there_take_letters(firm) -> None:
    shop = firm.shop
    for by, refusal in (
        (firm.boss, rules.InPerson),
        (shop.program, rules.InPerson),
        (shop.auditor, NotAllowed),
        (firm.elsewhere.teller, UnknownHolder),
    ):
        with pytest.raises(refusal):
            registered(shop, firm.boss, by=by, code=OTHER_CODE)
    with pytest.raises(rules.UnknownOrganization):
        give(firm, firm.aide, by=firm.elsewhere.teller)


def test_nobody_takes_a_letter_that_is_for_himself(firm) -> None:
    login = create_login(handle="mei.teller", password="correct horse battery staple 9",
                         **ask(town.OPERATOR))  # fmt: skip
    row = Holder.objects.get(pk=ids.read("hld", firm.aide.id))
    row.login = login
    row.save()

    with pytest.raises(rules.OwnLetter):
        give(firm, firm.aide, by=replace(firm.shop.teller, id=ids.show("login", login.pk)))


def test_a_picture_on_which_nothing_stands_is_no_letter(firm) -> None:
    with pytest.raises(Refusal):
        give(firm, firm.aide, letter=replace(letter(), content=b"%PDF-1.7"))
    with pytest.raises(Invalid):
        give(firm, firm.aide, letter=letter(until=date(2026, 11, 19)))
    with pytest.raises(Invalid):
        give(firm, firm.aide, role="user")


def test_a_new_letter_takes_the_place_of_the_old(firm) -> None:
    give(firm, firm.aide, request_id="deputy")
    view = give(firm, firm.aide, request_id="deputy")
    assert [one.role for one in view.mandates] == [Role.RESPONSIBLE, Role.DEPUTY]

    view = give(firm, firm.aide, role="responsible")
    assert [(one.person, one.role) for one in view.mandates] == [(firm.aide.id, Role.RESPONSIBLE)]
    with pytest.raises(rules.UnknownOrganization):
        queries.acting_for(firm.boss, firm.id, now=LATER)


def test_who_acts_has_a_letter_that_is_good_today(firm) -> None:
    acting = queries.acting_for(firm.boss, firm.id, now=LATER)
    assert (acting.id, acting.person) == (firm.id, firm.boss.id)

    last = LATER.replace(year=2027, month=10, day=31)
    assert queries.acting_for(firm.boss, firm.id, now=last)
    with pytest.raises(rules.LetterOver):
        queries.acting_for(firm.boss, firm.id, now=last + timedelta(days=1))
    for other in (firm.aide, firm.driver, firm.shop.teller, town.VISITOR):
        with pytest.raises(rules.UnknownOrganization):
            queries.acting_for(other, firm.id, now=LATER)
    [line] = queries.organizations_of(firm.boss, now=last + timedelta(days=1))
    assert (line.good, line.until) == (False, UNTIL)


def test_a_mandate_ends_by_staff_by_himself_or_by_who_is_responsible(firm) -> None:
    give(firm, firm.aide)
    boss, aide = (queries.acting_for(one, firm.id, now=LATER) for one in (firm.boss, firm.aide))
    first, second = queries.organization(firm.id, by=boss, now=LATER).mandates

    with pytest.raises(rules.NotYourPart):
        actions.end_mandate(mandate=first.id, **ask(aide))
    with pytest.raises(rules.UnknownOrganization):
        actions.end_mandate(mandate=second.id, **ask(firm.elsewhere.teller))
    actions.end_mandate(mandate=second.id, **ask(boss))
    with pytest.raises(rules.UnknownOrganization):
        queries.acting_for(firm.aide, firm.id, now=LATER)
    actions.end_mandate(mandate=second.id, **ask(firm.shop.teller))

    actions.end_mandate(mandate=first.id, **ask(boss))
    assert queries.organization(firm.id, by=firm.shop.teller, now=LATER).mandates == ()
    ended = Entry.objects.filter(event="organization.mandate_ended").order_by("id")
    assert [one.facts.get("person") for one in ended] == [firm.boss.id] * 2


def test_an_organization_is_known_as_firmly_as_its_responsible_person(firm) -> None:
    rule: RealName = policy()
    about = {"issuer": "harbor", "moment": "activation"}

    assert queries.is_enough(rule, firm.id, **about, now=LATER)
    assert not queries.is_enough(rule, firm.id, **about, now=LATER + 5 * YEAR)
    assert queries.is_enough(rule, firm.boss.id, **about, now=LATER)
    assert not queries.is_enough(rule, firm.driver.id, **about, now=LATER)


def test_among_many_organizations_count_as_who_answers_for_them(firm) -> None:
    house, boss, driver = (ids.read("hld", one) for one in (firm.id, firm.boss.id, firm.driver.id))

    known = queries.known_among({house, boss, driver}, "harbor", level=1, now=LATER)
    assert known == {house, boss}
    assert queries.known_among({house}, "harbor", level=1, now=LATER + 5 * YEAR) == set()
    assert queries.answered_for(firm.boss.id, "harbor", now=LATER) == {house}
    assert queries.answered_for(firm.aide.id, "harbor", now=LATER) == set()


def test_a_letter_is_sealed_shown_to_staff_and_destroyed_in_time(firm) -> None:
    row = Mandate.objects.get()
    about = {"mandate": str(row)}
    with pytest.raises(NotAllowed):
        actions.show_letter(**about, **ask(town.without(firm.shop.teller, "people.reveal")))
    with pytest.raises(rules.InPerson):
        actions.show_letter(**about, **ask(replace(firm.boss, id=firm.id, person=firm.boss.id)))
    assert actions.show_letter(**about, **ask(firm.shop.teller)).startswith(b"\xff\xd8")

    soon = LATER + 2 * YEAR
    hold = {"holder": firm.boss.id, "reason": "a lawsuit", "until": soon + 2 * YEAR}
    place_hold(**hold, **ask(firm.shop.supervisor, now=soon))
    assert [actions.sweep_letters(now=soon + more * YEAR) for more in (0, 1.5, 2)] == [0, 0, 1]
    with pytest.raises(FileDestroyed):
        open_file(row.file, row.where)
