"""The people whom a file names become holders of their cards."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.domain.imports.samples import OPERATOR, advance, number, receive, table, work
from yika.domain.cards.models import Card
from yika.domain.imports.models import StagedLine
from yika.domain.imports.queries import refused_file
from yika.domain.imports.rules.states import Mode
from yika.domain.journal.models import Entry
from yika.domain.people.models import Contact, Holder
from yika.domain.vault.actions import rewrap
from yika.domain.vault.queries import keyring
from yika.kit.keyring import Keyring

pytestmark = pytest.mark.usefixtures("harbor")

HEADER = "卡号,状态,姓名,手机号,邮箱"
LIN = ("林晚", "138 0013 8000", "lin@example.org")


def test_a_card_belongs_to_whom_its_line_names(now: datetime) -> None:
    work(receive(table((number(1), "使用中", *LIN), header=HEADER), now), now)

    (holder,) = Holder.objects.all()
    assert Card.objects.get().holder == holder.id
    assert holder.told("name") == "林晚"
    told = {one.kind: (one.told("value"), one.proven_at) for one in Contact.objects.all()}
    assert told == {"phone": ("+8613800138000", None), "email": ("lin@example.org", None)}
    assert [each.issuer for each in holder.acquaintances.all()] == ["harbor"]


def test_who_has_two_cards_in_a_file_is_one_person(now: datetime) -> None:
    rows = [
        (number(1), "使用中", *LIN),
        (number(2), "使用中", "林 晚", "+86 13800138000", "LIN@example.org"),
        (number(3), "使用中", "林晚", "13900139000", ""),
        (number(4), "使用中", "", "", ""),
    ]
    work(receive(table(*rows, header=HEADER), now), now)

    first, second, third, nobody = Card.objects.order_by("piece").values_list("holder", flat=True)
    assert first == second != third
    assert nobody is None
    assert Holder.objects.count() == 2


def test_somebody_registered_before_is_not_given_a_card_by_a_line(now: datetime) -> None:
    work(receive(table((number(1), "使用中", *LIN), header=HEADER), now), now)
    work(receive(table((number(2), "使用中", *LIN), header=HEADER), now), now)

    assert Holder.objects.count() == 2


def test_names_stand_encrypted_while_they_wait(now: datetime) -> None:
    view = receive(table((number(1), "使用中", *LIN), header=HEADER), now)
    advance(view, now)

    line = StagedLine.objects.get()
    assert line.named
    assert "林晚".encode() not in line.named
    assert b"13800138000" not in line.named


def test_names_survive_a_change_of_keys_while_they_wait(
    now: datetime, tmp_path: Path, settings: Any
) -> None:
    settings.YIKA_KEYRING_FILE = tmp_path / "keyring.toml"
    Keyring.generate().save(settings.YIKA_KEYRING_FILE)
    view = advance(receive(table((number(1), "使用中", *LIN), header=HEADER), now), now)
    before = StagedLine.objects.get().named

    keyring().with_new("wrap").save(settings.YIKA_KEYRING_FILE)
    assert rewrap().rewrapped == 2  # the line, and the piece of the file it came from
    assert StagedLine.objects.get().named != before

    work(view, now)
    assert Holder.objects.get().told("name") == "林晚"


def test_no_report_and_no_entry_names_a_person(now: datetime) -> None:
    rows = [(number(1), "使用中", *LIN), (number(2), "使用中", "L1n", "12", "lin.example")]
    view = work(receive(table(*rows, header=HEADER), now, mode=Mode.PER_LINE), now)

    report = "".join(refused_file(view.id, OPERATOR))
    entries = "".join(str(entry.content) for entry in Entry.objects.all())
    for secret in ("L1n", "lin.example", "林晚", "13800138000", "lin@example.org"):
        assert secret not in report
        assert secret not in entries


def test_many_holders_come_some_at_a_time(now: datetime) -> None:
    rows = [(number(n), "使用中", "林晚", f"1380013{n:04}", "") for n in range(230)]

    view = work(receive(table(*rows, header=HEADER), now), now)

    assert view.applied == Holder.objects.count() == 230
    assert not Card.objects.filter(holder=None).exists()
