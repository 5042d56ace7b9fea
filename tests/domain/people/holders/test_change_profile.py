"""What is known of a holder changes by himself, or by a clerk who knows him."""

from datetime import date

import pytest

from tests.domain.people.folks import (
    NOW,
    OTHER_ISSUER,
    VISITOR,
    fresh,
    himself,
    registered,
    staff,
)
from yika.domain.journal.models import Entry
from yika.domain.people import actions, queries
from yika.domain.people.models import Holder
from yika.domain.people.rules import UnknownHolder
from yika.domain.staff.rules import Role
from yika.kit.actor import Actor, ActorKind, Channel, NotAllowed
from yika.kit.errors import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder() -> str:
    return registered(name="林晚")


def change(holder: str, *, by: Actor | None = None, request_id: str = "", **what: object) -> None:
    actions.change_profile(
        holder=holder, by=by or himself(holder), now=NOW, request_id=request_id or fresh(), **what
    )


def entries() -> list[object]:
    found = Entry.objects.filter(event="people.profile_changed").order_by("id")
    return [entry.facts["changed"] for entry in found]


def test_what_is_given_changes_and_the_rest_stays(holder: str) -> None:
    change(holder, name="Lin  Wan", phrase=" blue  hill ", born_on=date(1990, 1, 5))
    seen = queries.holder(holder, now=NOW)
    assert (seen.name, seen.phrase, seen.born_on) == ("Lin Wan", "blue hill", date(1990, 1, 5))
    assert seen.language == "zh-hans"

    change(holder, language="en")
    seen = queries.holder(holder, now=NOW)
    assert (seen.name, seen.language) == ("Lin Wan", "en")
    assert entries() == [["name", "phrase", "born_on"], ["language"]]


def test_a_new_name_is_found_and_the_old_one_is_not(holder: str) -> None:
    change(holder, name="周行")
    assert [one.id for one in queries.search_holders(staff(), "周 行")] == [holder]
    assert queries.search_holders(staff(), "林晚") == []


def test_what_is_the_same_is_no_change(holder: str) -> None:
    change(holder, name="林 晚", language="zh-hans", phrase="")
    assert entries() == []


def test_a_phrase_can_be_taken_away_and_a_name_cannot(holder: str) -> None:
    change(holder, phrase="blue hill")
    change(holder, phrase="")
    assert queries.holder(holder, now=NOW).phrase == ""
    assert Holder.objects.get().phrase is None
    with pytest.raises(Invalid):
        change(holder, name="")


def test_the_same_request_changes_once(holder: str) -> None:
    change(holder, name="周行", request_id="form")
    change(holder, name="周行", request_id="form")
    assert entries() == [["name"]]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "=cmd"},
        {"language": "fr"},
        {"phrase": "a" * 41},
        {"born_on": date(2031, 1, 1)},
        {"name": "周行", "phrase": "a\u202eb"},
    ],
)
def test_one_wrong_field_changes_nothing(holder: str, wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        change(holder, **wrong)
    assert queries.holder(holder, now=NOW).name == "林晚"
    assert entries() == []


def test_only_he_and_those_who_know_him_and_may(holder: str) -> None:
    for by in (VISITOR, himself(registered()), staff(issuer=OTHER_ISSUER)):
        with pytest.raises(UnknownHolder):
            change(holder, by=by, name="周行")
    with pytest.raises(NotAllowed):
        change(holder, by=staff(Role.AUDITOR), name="周行")
    change(holder, by=staff(), name="周行")
    kiosk = Actor(ActorKind.DEVICE, "dev_1", Channel.KIOSK, issuer="harbor")
    change(holder, by=kiosk, name="林晚")


@pytest.mark.parametrize("holder", ["", "hld_x", "hld_" + "0" * 26, "login_" + "0" * 26])
def test_who_does_not_exist_is_unknown(holder: str) -> None:
    with pytest.raises(UnknownHolder):
        change(holder, by=staff(), name="周行")
