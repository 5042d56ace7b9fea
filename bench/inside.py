"""What has to be done inside Django, in a process of its own: make the books, and check them."""

import json
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

from bench.asking import ask
from bench.cards import UNIT, Cards
from yika.kit.actor import WORKER

ISSUER = "bench"
MERCHANTS = 50
FAULTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """What `yika ledger verify` would say of a book, and how many rows it holds."""

    faults: list[str]
    moves: int
    answers: int


def make_book(url: str, *, keyring: Path, cards: int) -> Cards:
    """Migrate an empty database and open the accounts of so many cards, all without money."""
    told = _run(url, keyring, "make", str(cards))
    ids = range(told["first"], told["first"] + cards)
    return Cards(ids, tuple(told["merchants"]), told["clearing"])


def check_book(url: str, *, keyring: Path) -> Checked:
    """Check every invariant of a book."""
    return Checked(**_run(url, keyring, "check"))


def _run(url: str, keyring: Path, *arguments: str) -> Any:
    return ask("bench.inside", url, keyring, *arguments)


def _make(count: int) -> dict[str, Any]:
    from yika.domain.ledger import actions  # noqa: PLC0415  Django is set up by now
    from yika.domain.ledger.models import Account, Heading  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    now = datetime.now(UTC)
    actions.open_book(code=ISSUER, zone="Asia/Shanghai", by=WORKER, now=now, request_id="book")
    merchants = [_open("merchants", f"merchant {number}") for number in range(MERCHANTS)]
    clearing = _open("clearing", "cash")
    purses = Heading.objects.create(book_id=1, code="purses", unit=UNIT)
    Account.objects.bulk_create(
        (Account(heading=purses, floor=0, floor_min=0, opened_at=now) for _ in range(count)),
        batch_size=5000,
    )
    ids = Account.objects.filter(heading=purses).order_by("id").values_list("id", flat=True)
    first, last = ids[0], ids.reverse()[0]
    assert last - first + 1 == count, "the ids of the cards have gaps"
    return {"first": first, "merchants": merchants, "clearing": clearing}


def _open(heading: str, name: str) -> int:
    from yika.domain.ledger import actions  # noqa: PLC0415

    now = datetime.now(UTC)
    return actions.open_account(
        issuer=ISSUER, heading=heading, unit=UNIT, name=name, by=WORKER, now=now, request_id=name
    )


def _check() -> dict[str, Any]:
    from yika.domain.ledger import verify  # noqa: PLC0415
    from yika.domain.ledger.models import Answer, Move  # noqa: PLC0415

    faults = [str(fault) for fault in islice(verify.faults(), FAULTS_SHOWN)]
    return asdict(Checked(faults, Move.objects.count(), Answer.objects.count()))


def main() -> None:
    """Do what `_run` asked for; the answer is one JSON object on stdout."""
    what, *rest = sys.argv[1:]
    django.setup()
    json.dump(_make(int(rest[0])) if what == "make" else _check(), sys.stdout)


if __name__ == "__main__":
    main()
