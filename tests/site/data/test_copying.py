"""A copy of everything for its owner: complete, readable, his alone, and gone after a week."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from tests.domain.enquiries.asking import WORDS, ask
from tests.domain.identity.rights.kept import NUMBER, picture, proven, verification
from tests.domain.identity.rights.test_consents import give
from tests.domain.people.folks import NOW, PHONE, fresh, himself, registered, staff
from tests.domain.people.folks import proven as prove
from tests.site.data.test_sweeping import sweep
from yika.domain.identity.actions.retention import ask_copy, open_copy
from yika.domain.identity.models import DataCopy
from yika.domain.identity.queries.retention import copies_of, copy
from yika.domain.identity.rules.retention import sections as rules
from yika.domain.identity.rules.retention.erasure import OnlyYourself
from yika.domain.identity.rules.retention.sections import CopyView
from yika.domain.journal.actions import record
from yika.domain.journal.models import DueWork, Entry
from yika.domain.people.rules import UnknownHolder
from yika.domain.vault.rules.tries import TooManyTries
from yika.kit.actor import Actor
from yika.site.data.copying import make_copy

WEEK = timedelta(days=7)


def asked(holder: Actor, **other: object) -> CopyView:
    wanted = {
        "holder": holder.id,
        "language": "en",
        "by": holder,
        "now": NOW,
        "request_id": fresh(),
    }
    return ask_copy(**wanted | other)  # type: ignore[arg-type]


def made(holder: Actor) -> CopyView:
    found = asked(holder)
    assert make_copy(key=found.id, now=NOW) is None
    return copy(found.id, by=holder)


def opened(found: CopyView, by: Actor, form: str = "data", now: datetime = NOW) -> str:
    return open_copy(copy=found.id, form=form, by=by, now=now, request_id=fresh())


def test_a_copy_tells_everything_that_is_kept(holder: Actor) -> None:
    prove(holder.id)
    give(holder)
    ask(holder)
    of = verification(holder, NOW)
    picture(of)
    proven(of)

    told = json.loads(opened(made(holder), holder))["sections"]

    assert told["details"][0]["name"] == "林晚"
    assert told["contacts"][0]["value"] == PHONE
    assert told["consents"][0]["purpose"] == "real-name"
    assert told["enquiries"][0]["words"] == WORDS
    assert NUMBER in told["verifications"][0]["fields"]
    assert told["proven-names"][0]["number"] == NUMBER
    assert told["pictures"][0]["side"] == "front"
    assert {"data.copy_asked", "consent.given"} <= {one["event"] for one in told["acts"]}


def test_a_copy_tells_who_looked_at_documents(holder: Actor) -> None:
    of = verification(holder, NOW)
    with transaction.atomic():
        record(
            "identity.looked",
            subject=str(of),
            issuer="harbor",
            by=staff(),
            now=NOW,
            request_id="look",
            facts={"what": "resident-id/front"},
        )

    [look] = json.loads(opened(made(holder), holder))["sections"]["document-looks"]

    assert (look["what"], look["by"], look["case"]) == ("resident-id/front", look["by"], of.case)
    assert staff().id in look["by"]


def test_a_copy_can_be_read_by_people_too(holder: Actor) -> None:
    page = opened(made(holder), holder, "page")

    assert page.startswith('<!doctype html><html lang="en">')
    assert "林晚" in page
    assert "http" not in page.partition("<body>")[0]


def test_the_worker_makes_it_once(holder: Actor) -> None:
    found = asked(holder)
    assert DueWork.objects.get(kind="data.make_copy").key == found.id
    with pytest.raises(rules.CopyNotReady):
        opened(found, holder)

    make_copy(key=found.id, now=NOW)
    make_copy(key=found.id, now=NOW + WEEK)

    assert copy(found.id, by=holder).made_at == NOW
    assert Entry.objects.filter(event="data.copy_made").count() == 1


def test_each_time_it_is_handed_out_is_written_down(holder: Actor) -> None:
    found = made(holder)
    opened(found, holder)
    opened(found, holder, "page")

    assert copies_of(holder.id, by=holder)[0].downloads == 2
    forms = [one.facts["form"] for one in Entry.objects.filter(event="data.copy_handed_out")]
    assert sorted(forms) == ["data", "page"]


def test_nobody_but_its_owner_has_it(holder: Actor, teller: Actor) -> None:
    found, other = made(holder), himself(registered(name="Wang"))

    for stranger in (other, teller):
        with pytest.raises(rules.UnknownCopy):
            opened(found, stranger)
        with pytest.raises(rules.UnknownCopy):
            copy(found.id, by=stranger)
    with pytest.raises(OnlyYourself):
        asked(holder, by=teller)
    with pytest.raises(UnknownHolder):
        asked(holder, by=other)
    with pytest.raises(rules.UnknownCopy):
        opened(found, holder, "video")


def test_it_is_gone_after_a_week(holder: Actor) -> None:
    found = made(holder)

    with pytest.raises(rules.CopyIsOver):
        opened(found, holder, now=NOW + WEEK)
    assert sweep(NOW + WEEK).destroyed == {}
    assert sweep(NOW + WEEK + timedelta(seconds=1)).destroyed == {"data-copies": 1}
    row = DataCopy.objects.get()
    assert (row.data, row.page) == (None, None)


def test_what_is_in_it_stands_encrypted(holder: Actor) -> None:
    made(holder)
    row = DataCopy.objects.get()

    for blob in (row.data, row.page):
        assert "林晚".encode() not in bytes(blob or b"")


def test_asking_too_often_is_refused(holder: Actor) -> None:
    for _ in range(rules.PER_DAY):
        asked(holder)
    with pytest.raises(TooManyTries):
        asked(holder)
    assert len(copies_of(holder.id, by=holder)) == rules.PER_DAY
