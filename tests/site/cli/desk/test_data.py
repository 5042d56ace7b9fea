"""`yika data`: what an operator does with it."""

import json

import pytest

from tests.domain.identity.rights.kept import picture, verification
from tests.domain.issuers.samples import harbor
from tests.domain.people.folks import NOW, himself, registered
from tests.site.cli.conftest import Yika
from yika.domain.identity.rules.retention import CLASSES

pytestmark = pytest.mark.django_db


def test_the_plan_tells_every_class(yika: Yika) -> None:
    told = json.loads(yika("data", "plan", "--json").out)
    assert [one["code"] for one in told] == [one.code for one in CLASSES]
    assert "Pictures of documents" in yika("data", "plan").out


def test_an_issuer_keeps_what_it_was_told_to(yika: Yika) -> None:
    harbor(NOW)

    assert yika("data", "keep", "harbor", "document-pictures", "5").code == 0
    assert yika("data", "keep", "harbor", "looks", "5").code == 5
    told = json.loads(yika("data", "plan", "--issuer", "harbor", "--json").out)
    assert [one["days"] for one in told if not one["shipped"]] == [5]


def test_a_dry_run_counts_and_changes_nothing(yika: Yika) -> None:
    picture(verification(himself(registered()), NOW), purge_after=NOW.replace(year=2020))

    for _ in range(2):
        told = json.loads(yika("data", "sweep", "--dry-run", "--json").out)
        assert told["classes"]["document-pictures"]["count"] == 1
    assert yika("data", "faces").out == "1\n"
    done = json.loads(yika("data", "sweep", "--json").out)
    assert done["classes"]["document-pictures"]["count"] == 1
    assert yika("data", "faces").out == "0\n"


def test_a_hold_is_placed_shown_and_lifted(yika: Yika) -> None:
    holder = registered()
    placed = yika(
        *("data", "hold", "place", holder, "--reason", "At court", "--until", "2027-12-31")
    )
    hold = placed.out.strip()

    assert placed.code == 0
    assert "At court" in yika("data", "hold", "list").out
    assert "1 people" in yika("data", "sweep").err
    assert yika("data", "hold", "lift", hold).code == 0
    assert yika("data", "hold", "lift", "dhold_x").code == 3
    assert json.loads(yika("data", "hold", "list", "--json").out) == []
    assert len(json.loads(yika("data", "hold", "list", "--all", "--json").out)) == 1
