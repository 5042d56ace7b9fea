"""Somebody comes for the holder: his document is written down, and photographed where asked."""

import pytest

from tests.domain.identity.verifying.desk import (
    acting,
    approve,
    begun,
    card,
    citizen,
    filled,
    picture,
    submit,
    taken,
)
from tests.domain.people.folks import NOW
from yika.domain.identity import actions, queries
from yika.domain.identity.models import Evidence
from yika.domain.identity.rules.review import refusals
from yika.domain.identity.rules.review.states import State
from yika.domain.journal.models import Entry
from yika.domain.vault.queries import file_facts

RULE = {"agents": True, "agent_pictures": True, "front_only": []}
FRONT, BACK = ("resident-id", "front"), ("resident-id", "back")
OTHER = card(4, name="周二")


def name(found, by, role="agent", fields=None, document="resident-id"):
    return actions.name_agent(
        verification=found, role=role, document=document, fields=fields or OTHER, **acting(by)
    )


def give(found, by, side="front", seed=21, whose="agent"):
    about = {"verification": found, "side": side, "content": picture(seed), "whose": whose}
    return actions.add_picture(**about, **acting(by))


def checked(found, by):
    return {one.name: one for one in queries.verification(found, by=by, now=NOW).checks}


def test_both_documents_are_photographed_where_the_policy_asks_for_it(holder, teller, reviewer):
    found = filled(holder.id, teller, **RULE)
    with pytest.raises(refusals.OtherSide):
        give(found, teller)
    named = name(found, teller)
    assert (named.agent_document, named.agent_sides) == ("resident-id", (FRONT, BACK))
    assert (named.missing, named.agent_missing) == ((), (FRONT, BACK))
    with pytest.raises(refusals.PictureMissing):
        submit(found, teller)

    give(found, teller)
    with pytest.raises(refusals.SamePicture):
        give(found, teller, "back")
    assert give(found, teller, "back", seed=22).agent_missing == ()
    assert submit(found, teller).state is State.IN_REVIEW
    assert checked(found, reviewer)["agent"].outcome == "pass"
    shown = queries.verification(found, by=reviewer, now=NOW)
    assert shown.agent_fields["name"] == "周*"
    assert [one.whose for one in shown.pictures].count("agent") == 2


def test_without_that_rule_his_number_is_enough(holder, teller):
    found = filled(holder.id, teller, agents=True)
    named = name(found, teller)
    assert (named.agent_sides, named.agent_missing) == ((), ())
    with pytest.raises(refusals.OtherSide):
        give(found, teller)
    assert submit(found, teller).state is State.IN_REVIEW


def test_another_agent_destroys_the_pictures_of_the_one_before(holder, teller):
    found = filled(holder.id, teller, **RULE)
    name(found, teller)
    give(found, teller)
    name(found, teller, fields=OTHER | {"address": "北京"})
    assert Evidence.objects.filter(whose="agent", replaced_at=None).count() == 1
    name(found, teller, fields=card(6, name="周三"))
    [old] = Evidence.objects.filter(whose="agent")
    assert (old.replaced_at, file_facts(old.file).purged_at) == (NOW, NOW)

    alone = name(found, teller, role="")
    assert (alone.agent_role, alone.agent_document, alone.agent_missing) == ("", "", ())
    assert submit(found, teller).state is State.IN_REVIEW


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (card(1), "agent_is_holder"),
        (card(4, name="周二", born_on="2010-03-07"), "agent_underage"),
        (card(4, name="周二", number=citizen(4)[:-1] + "?"), "agent_document"),
        (card(4, name="=cmd"), "agent_document"),
    ],
)
def test_an_agent_who_cannot_be_one_fails_and_is_seen_by_two(
    holder, teller, reviewer, other, fields, reason
):
    found = filled(holder.id, teller, agents=True)
    name(found, teller, fields=fields)
    submit(found, teller)

    assert checked(found, reviewer)["agent"].reason == reason
    assert approve(found, reviewer, remark="Seen.").state is State.IN_REVIEW
    assert approve(found, other, remark="Seen too.").state is State.APPROVED


def test_a_side_of_his_document_is_asked_for_again(holder, teller, reviewer):
    found = filled(holder.id, teller, **RULE)
    name(found, teller)
    give(found, teller)
    give(found, teller, "back", seed=22)
    submit(found, teller)
    seen = taken(found, reviewer)
    about = {"verification": found, "version": seen.version, "reason": "glare"}
    again = actions.ask_again(**about, thing="agent-back", **acting(reviewer))
    assert again.asked_thing == "agent-back"
    give(found, teller, "back", seed=23, whose="holder")
    with pytest.raises(refusals.StillAsked):
        submit(found, teller)

    assert give(found, teller, "back", seed=24).asked_thing == ""
    assert submit(found, teller).state is State.IN_REVIEW


def test_a_minor_names_his_guardian_from_afar_only_with_pictures_and_a_person_decides(holder):
    young = card(born_on="2012-03-07", number=citizen(1, "20120307"))
    plain = filled(holder.id, holder, fields=young, subject="plain")
    with pytest.raises(refusals.OnlyPeople):
        name(plain, holder, role="guardian")

    rule = {"agent_pictures": True, "decide": "checks"}
    found = filled(holder.id, holder, fields=young, **rule)
    with pytest.raises(refusals.AgentNotAllowed):
        name(found, holder)
    assert name(found, holder, role="guardian").takes_guardians
    give(found, holder)
    assert submit(found, holder).state is State.IN_REVIEW


def test_what_his_document_says_is_shown_to_staff_after_it_was_written_down(
    holder, teller, reviewer
):
    found = filled(holder.id, teller, agents=True)
    name(found, teller)
    submit(found, teller)
    taken(found, reviewer)
    about = {"verification": found, **acting(reviewer)}

    assert actions.show_fields(**about, whose="agent")["number"] == citizen(4)
    looked = Entry.objects.get(event="identity.looked")
    assert looked.facts["what"] == "agent-fields"
    assert citizen(4) not in str(queries.verification(found, by=holder, now=NOW))


def test_a_document_besides_is_pictures_only(holder):
    found = begun(holder.id, holder, plus=["household-register"], front_only=["resident-id"])
    pages = [one for one in found.missing if one[0] == "household-register"]
    assert len(pages) == 2
    for seed, (document, side) in enumerate(found.missing):
        actions.add_picture(
            verification=found.id,
            side=side,
            document=document,
            content=picture(40 + seed),
            **acting(holder),
        )
    actions.give_fields(verification=found.id, fields=card(), **acting(holder))
    assert submit(found.id, holder).state is State.IN_REVIEW
