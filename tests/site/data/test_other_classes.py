"""Letters, campaigns, signatures, contacts, notes, the outbox: each has its day, and its holds."""

import json
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from tests.domain.campaigns.drive import REAL_NAME, boss, planned
from tests.domain.cards import town
from tests.domain.cards.samples import NOW as OPENED
from tests.domain.cards.samples import TODAY
from tests.domain.enquiries import asking
from tests.domain.identity.rights.kept import picture, verification
from tests.domain.organizations.conftest import LATER, firm
from tests.domain.organizations.conftest import ask as at_counter
from tests.domain.people.folks import NOW, PHONE, VISITOR, fresh
from tests.domain.people.folks import proven as prove
from tests.site.data.test_copying import made, opened
from tests.site.data.test_erasing import DUE, carried_out, wish
from tests.site.data.test_sweeping import DAY, hold, sweep
from yika.domain.campaigns.actions import end_campaign, start_campaign
from yika.domain.campaigns.models import Campaign, CampaignCard
from yika.domain.cards import actions as cards
from yika.domain.cards.models import CardStep, Stop
from yika.domain.enquiries.actions import close_enquiry
from yika.domain.enquiries.models import Enquiry
from yika.domain.enquiries.queries import enquiry
from yika.domain.enquiries.rules import Asker
from yika.domain.identity.actions.retention import place_hold
from yika.domain.identity.rules.retention import BY_CODE
from yika.domain.identity.rules.retention.erasure import Obstacle
from yika.domain.journal.models import Parcel
from yika.domain.journal.rules import ParcelState
from yika.domain.organizations import actions as organizations
from yika.domain.organizations.models import CardUser, Mandate
from yika.domain.organizations.rules.terms import KEPT, kept_until
from yika.domain.people.actions import tell_holder
from yika.domain.vault.queries import file_facts
from yika.kit import ids
from yika.kit.actor import Actor
from yika.site.data.erasing import obstacles

__all__ = ["firm"]


def days(kind: str) -> timedelta:
    return timedelta(days=BY_CODE[kind].days or 0)


def test_signatures_go_like_the_pictures_of_their_check(holder: Actor, supervisor: Actor) -> None:
    drawn = picture(verification(holder, NOW), "signature", purge_after=NOW + 30 * DAY)
    hold(holder, supervisor, NOW + 40 * DAY)

    assert sweep(NOW + 39 * DAY).destroyed == {}
    assert sweep(NOW + 41 * DAY, dry_run=True).destroyed == {"signatures": 1}
    assert sweep(NOW + 41 * DAY).destroyed == {"signatures": 1}
    assert file_facts(drawn.file).purged_at == NOW + 41 * DAY


def test_signatures_go_when_the_person_is_forgotten(holder: Actor) -> None:
    drawn = picture(verification(holder, NOW), "signature")

    assert carried_out(wish(holder)).destroyed["signatures"] == 1
    assert file_facts(drawn.file).purged_at == DUE


def asked_by_a_stranger(supervisor: Actor) -> Enquiry:
    found = asking.ask(VISITOR, asker=Asker(proof=asking.proof()))
    asking.answer(found, supervisor, words="It was a mistake.")
    close_enquiry(enquiry=found.id, **asking.acting(supervisor))
    return Enquiry.objects.get()


def test_how_a_stranger_is_reached_goes_half_a_year_after_the_end(
    houses: None, supervisor: Actor
) -> None:
    row = asked_by_a_stranger(supervisor)
    over = NOW + days("enquiry-contacts")

    assert sweep(over - DAY).destroyed == {}
    assert sweep(over + DAY).destroyed["enquiry-contacts"] == 1
    row.refresh_from_db()
    assert (row.contact, row.contact_index) == (None, None)
    assert enquiry(str(row), by=supervisor, now=NOW).who == ""


@pytest.fixture
def shop(db: None) -> town.Shop:
    found = town.open_town().harbor
    town.sell("harbor", town.city_card(edition=2, **{"real-name": REAL_NAME}), on=TODAY + DAY)
    return found


def test_notes_about_cards_go_after_three_years_and_not_while_somebody_is_held(
    shop: town.Shop,
) -> None:
    lin, wang = town.holder(shop.teller), town.holder(shop.teller, "王一")
    mine, his = town.active(shop, lin), town.active(shop, wang)
    about: dict[str, Any] = {"reason": "suspicion", "note": "He shouted."}
    for card in (mine, his):
        cards.block_card(card=card.id, **about, **town.ask(shop.teller))
        cards.unblock_card(card=card.id, reason="cleared-up", **town.ask(shop.supervisor))
    hold(wang, shop.supervisor, OPENED + 1090 * DAY)
    notes = noted()
    assert notes > 1

    assert "card-notes" not in sweep(OPENED + days("card-notes") - DAY).destroyed
    hold(wang, shop.supervisor, OPENED + 1095 * DAY)
    assert noted() == notes
    assert sweep(OPENED + days("card-notes") + DAY).destroyed["card-notes"] == notes
    assert noted() == 0
    assert Stop.objects.count() == 2


def noted() -> int:
    tables = (CardStep, Stop)
    return sum(table.objects.filter(note__isnull=False).count() for table in tables)


def test_campaigns_forget_whom_they_asked(shop: town.Shop) -> None:
    lin, wang = town.holder(shop.teller), town.holder(shop.teller, "王一")
    for person in (lin, wang):
        town.active(shop, person)
    campaign, begun = planned(shop), OPENED + 3 * DAY
    start_campaign(campaign=campaign.id, **town.ask(boss(shop), now=begun))
    for person in (lin, wang):
        row = Campaign.objects.get()
        key = ids.read("hld", person.id)
        entry = CampaignCard(campaign=row, issuer="harbor", card=ids.new_id(), holder=key)
        entry.since, entry.note = begun, b"sealed"
        entry.save()
    end_campaign(campaign=campaign.id, **town.ask(shop.supervisor, now=begun))
    over = begun + days("campaign-records")

    assert "campaign-records" not in sweep(over).destroyed
    hold_at(wang, shop.supervisor, over)
    assert sweep(over + DAY).destroyed["campaign-records"] == 1
    [left] = CampaignCard.objects.filter(holder__isnull=False)
    assert (left.holder_id, bytes(left.note or b"")) == (wang.id, b"sealed")
    assert CampaignCard.objects.count() == 2


def hold_at(holder: Actor, by: Actor, now: datetime) -> None:
    until = now + 60 * DAY
    about = {"holder": holder.id, "reason": "At court", "until": until}
    place_hold(**about, by=by, now=now, request_id=fresh())  # type: ignore[arg-type]


def test_letters_have_their_time_and_who_acts_by_one_ends_that_before_he_is_forgotten(
    firm: SimpleNamespace,
) -> None:
    row = Mandate.objects.get()
    assert file_facts(row.file).purge_after == kept_until(row.until)
    assert days("letters") == KEPT
    assert Obstacle.ACTS_FOR_OTHERS in obstacles(firm.boss.id, now=LATER)

    organizations.end_mandate(mandate=str(row), **at_counter(firm.shop.teller))

    assert Obstacle.ACTS_FOR_OTHERS not in obstacles(firm.boss.id, now=LATER)


def used(firm: SimpleNamespace) -> CardUser:
    """The driver uses a card of the company."""
    about = {"organization": firm.id, "card": ids.show("card", ids.new_id())}
    about |= {"person": firm.driver.id, "words": "Fuel only, to 300."}
    organizations.add_user(**about, **at_counter(firm.shop.teller))
    return CardUser.objects.get()


def test_a_copy_tells_for_whom_somebody_acts_and_an_erasure_ends_what_he_uses(
    firm: SimpleNamespace,
) -> None:
    row = used(firm)

    his = json.loads(opened(made(firm.driver), firm.driver))["sections"]
    theirs = json.loads(opened(made(firm.boss), firm.boss))["sections"]

    assert his["cards-used"][0]["words"] == "Fuel only, to 300."
    assert his["organizations"] == []
    assert theirs["organizations"][0]["role"] == "responsible"
    assert theirs["cards-used"] == []

    asked = wish(firm.driver, now=LATER)

    done = carried_out(asked, now=asked.due_at)

    row.refresh_from_db()
    assert done.destroyed["card-users"] == 1
    assert (row.words, row.ended_at) == (None, asked.due_at)


def test_nothing_leaves_for_somebody_forgotten_but_the_farewell(holder: Actor) -> None:
    prove(holder.id, PHONE)
    tell_holder(
        holder=holder.id,
        template="copy-ready",
        facts=lambda _: {"until": "tomorrow"},
        reference="before",
        issuer="",
        now=NOW,
    )
    given_up = Parcel.objects.filter(kind="sms", state=ParcelState.WAITING.value)
    assert given_up.count() >= 1

    carried_out(wish(holder))

    left = Parcel.objects.filter(payload__isnull=False)
    assert left.count() == 1
    assert left.get().created_at == DUE
