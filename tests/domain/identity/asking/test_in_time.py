"""What comes late or ends meanwhile: an undoing, a consent, a lock, a hold, the days of a face."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.domain.identity.asking.test_faces import given
from tests.domain.identity.rights.test_consents import give as agree
from tests.domain.identity.rights.test_consents import withdraw
from tests.domain.identity.rights.test_holds import place
from tests.domain.identity.verifying.desk import (
    MINUTE,
    SECOND,
    SETTLED,
    acting,
    approve,
    begun,
    filled,
    picture,
    submitted,
    taken,
    told,
    work,
)
from tests.domain.people.folks import NOW
from tests.domain.people.folks import staff as employed
from yika.domain.identity import actions, queries
from yika.domain.identity.models import Consent, Evidence
from yika.domain.identity.rules.consents import ConsentMissing
from yika.domain.identity.rules.review import refusals
from yika.domain.identity.rules.review.states import State
from yika.domain.staff.rules import Role
from yika.domain.vault.queries import file_facts
from yika.kit.actor import NotAllowed


def test_an_undoing_that_came_in_time_and_waited_undoes_nothing_that_was_used(holder, reviewer):
    found = submitted(holder.id, holder)
    approve(found, reviewer)
    work(NOW + SETTLED - SECOND)
    assert queries.level_of(holder.id, "harbor", now=NOW + SETTLED - SECOND) == 0
    assert told(holder.id) == ["identity-submitted"]

    undone = actions.undo(verification=found, **acting(reviewer, NOW + 9 * SECOND))

    assert undone.state is State.IN_REVIEW
    work(NOW + 2 * SETTLED)
    assert queries.level_of(holder.id, "harbor", now=NOW + 2 * SETTLED) == 0
    assert told(holder.id) == ["identity-submitted"]


def test_nobody_is_confirmed_who_took_his_consent_back(holder, reviewer):
    agree(holder)
    found = submitted(holder.id, holder)
    Consent.objects.update(withdrawn_at=NOW, withdrawn_by=holder.id)

    with pytest.raises(ConsentMissing):
        approve(found, reviewer)
    agree(holder)
    assert approve(found, reviewer).state is State.APPROVED


def test_with_the_consent_all_that_is_checked_ends_at_once_also_for_who_is_held(holder):
    agree(holder)
    found = submitted(holder.id, holder)
    place(employed(Role.SUPERVISOR), holder.id)
    withdraw(holder, now=NOW)

    assert queries.verification(found, by=holder, now=NOW).state is State.WITHDRAWN


def test_who_had_it_taken_up_sees_nothing_once_his_time_is_over(holder, reviewer):
    found = submitted(holder.id, holder)
    taken(found, reviewer)
    narrow = replace(reviewer, rights=frozenset({"identity.view", "identity.review"}))
    assert actions.show_fields(verification=found, **acting(narrow))

    with pytest.raises(NotAllowed):
        actions.show_fields(verification=found, **acting(narrow, NOW + 10 * MINUTE))


def test_a_face_goes_by_its_own_class_and_never_later_than_its_product_says(
    holder, teller, reviewer
):
    approve(given(holder, teller), reviewer)
    days = {row.side: file_facts(row.file).purge_after - NOW for row in Evidence.objects.all()}

    assert days["face"] == timedelta(days=7)
    assert days["front"] > timedelta(days=29)


def test_what_is_replaced_stays_while_its_holder_is_held(holder):
    found = begun(holder.id, holder)
    place(employed(Role.SUPERVISOR), holder.id)
    for seed in (1, 2):
        actions.add_picture(
            verification=found.id, side="front", content=picture(seed), **acting(holder)
        )

    old = Evidence.objects.order_by("id").first()
    facts = file_facts(old.file)
    assert (old.replaced_at, facts.purged_at, facts.purge_after) == (NOW, None, None)


def test_an_agent_with_a_passport_is_named_with_his_country(holder, teller):
    found = filled(holder.id, teller, agents=True)
    about = {"verification": found, "role": "agent", "document": "passport"}
    said = {"name": "Wu Fang", "number": "E12345678"}

    with pytest.raises(refusals.FieldsMissing):
        actions.name_agent(**about, fields=said, **acting(teller))
    named = actions.name_agent(**about, fields=said | {"nationality": "CHN"}, **acting(teller))
    assert named.agent_document == "passport"
