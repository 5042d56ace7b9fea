"""Whatever a person does with his contacts, he can get back in, and no thief can."""

import os
import random
from datetime import datetime, timedelta

import pytest

from tests.domain.people.folks import ADDRESS, NOW, code_of, fresh, himself, registered, send, staff
from yika.domain.journal.models import DueWork
from yika.domain.people import actions, queries
from yika.domain.people.models import Contact
from yika.domain.people.rules import COOLING, ContactView, Purpose
from yika.domain.vault.rules.tries import TooManyTries
from yika.kit.errors import Refusal

pytestmark = pytest.mark.django_db

RUNS = 200 if os.environ.get("YIKA_SOAK") else 12
STEPS = 15
NUMBERS = [f"+86139123400{number:02}" for number in range(12)]


class Life:
    """A holder who adds, replaces and removes contacts while time goes by."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.now = NOW
        self.holder = registered()
        self.first_known: dict[str, datetime] = {}

    def contacts(self) -> list[ContactView]:
        return list(queries.holder(self.holder, now=self.now).contacts)

    def step(self) -> None:
        self.now += timedelta(hours=self.chance.choice([1, 5, 30, 73]))
        self.chance.choice([self.add, self.change, self.remove, self.remove_at_a_counter])()
        for work in DueWork.objects.filter(due_at__lte=self.now):
            actions.clear_contact(key=work.key, now=self.now)
            work.delete()

    def add(self) -> None:
        actions.prove_contact(**self.proof())

    def change(self) -> None:
        actions.change_contact(old=self.any_contact(), **self.proof())

    def remove(self) -> None:
        actions.remove_contact(contact=self.any_contact(), **self.act())

    def remove_at_a_counter(self) -> None:
        actions.remove_contact(contact=self.any_contact(), **self.act() | {"by": staff()})

    def any_contact(self) -> str:
        return self.chance.choice([one.id for one in self.contacts()] or ["ctc_none"])

    def act(self) -> dict[str, object]:
        return {
            "holder": self.holder,
            "by": himself(self.holder),
            "now": self.now,
            "request_id": fresh(),
        }

    def proof(self) -> dict[str, object]:
        sent = send(
            Purpose.PROVE,
            self.chance.choice(NUMBERS),
            holder=self.holder,
            by=himself(self.holder),
            now=self.now,
        )
        return {"proof": sent.id, "code": code_of(sent), "address": ADDRESS} | self.act()


@pytest.mark.parametrize("seed", range(RUNS))
def test_no_order_of_acts_locks_a_person_out_or_lets_a_new_contact_in_early(seed: int) -> None:
    life = Life(seed)
    usable: set[str] = set()
    proven_since: dict[str, datetime] = {}
    for _ in range(STEPS):
        try:
            life.step()
        except TooManyTries as refused:
            life.now += timedelta(seconds=int(str(refused.facts["wait_seconds"])))
        except Refusal:
            pass

        contacts = life.contacts()
        for one in contacts:
            proven_since.setdefault(one.id, life.now)
        now_usable = {one.id for one in contacts if one.usable}
        assert now_usable or not contacts, "locked out"
        early = {one for one in now_usable - usable if life.now - proven_since[one] < COOLING}
        assert not (usable and early), "usable before the cooling period was over"
        assert Contact.objects.proven().filter(leaves_at=None).exists() or not contacts
        usable = now_usable or usable
