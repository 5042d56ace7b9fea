"""Workers are killed at any point, or work side by side: every card comes once, with its money."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from pytest_django import DjangoDbBlocker

from tests.domain.imports.conftest import open_harbor
from tests.domain.imports.samples import (
    ISSUER,
    advance,
    approve,
    number,
    plain,
    receive,
    table,
    work,
)
from tests.domain.journal.shared_database import database_url, shared_database
from yika.domain.cards.models import Batch, Card, CardNumber
from yika.domain.imports import queries
from yika.domain.imports.models import Import, Piece, StagedLine
from yika.domain.imports.rules.states import State
from yika.domain.imports.rules.totals import Totals
from yika.domain.imports.rules.views import ImportView
from yika.domain.journal.models import Entry
from yika.domain.ledger import queries as ledger
from yika.domain.ledger import verify
from yika.domain.ledger.models import Move
from yika.kit.actor import WORKER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]

SOAK = bool(os.environ.get("YIKA_SOAK"))
CARDS = 100_000 if SOAK else 12_000
KILLS = 25 if SOAK else 3
RICH = 10  # one card in so many brings money


@pytest.fixture(scope="module")
def shared(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    with django_db_blocker.unblock(), shared_database(tmp_path_factory.mktemp("shared")):
        yield


@pytest.fixture
def moment() -> datetime:
    """The clock of the other processes is the real one, and books never go back."""
    now = datetime.now(UTC)
    open_harbor(now)
    return now


def begin(view: ImportView) -> subprocess.Popen[str]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "yika.site.settings",
        "DATABASE_URL": database_url(settings.CONFIG.database_url),
        "YIKA_HOME": str(settings.YIKA_HOME),
        "YIKA_KEYRING_FILE": str(settings.YIKA_KEYRING_FILE),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    command = [sys.executable, "-m", "tests.domain.imports.other_process", view.id]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def kill_in_the_middle(view: ImportView, chance: random.Random) -> None:
    """Let another process work, and kill it while it does a piece or commits it."""
    worker = begin(view)
    assert worker.stdout
    for _ in range(chance.randint(1, 3)):
        worker.stdout.readline()
    try:
        worker.wait(chance.random() * 0.3)
    except subprocess.TimeoutExpired:
        worker.send_signal(signal.SIGKILL)
    worker.communicate(timeout=30)
    assert worker.returncode in {0, -signal.SIGKILL}


def finish(view: ImportView) -> ImportView:
    worker = begin(view)
    worker.communicate(timeout=600)
    assert worker.returncode == 0
    return queries.import_of(view.id, WORKER)


def rich() -> str:
    rows = (
        (number(n), "active" if n % RICH == 0 else "in stock", 5 if n % RICH == 0 else "")
        for n in range(CARDS)
    )
    return table(*rows, header="number,state,main")


def check_all_came_once(view: ImportView) -> None:
    assert (view.state, view.applied, view.refused) == (State.DONE, CARDS, 0)
    assert Card.objects.count() == CardNumber.objects.count() == CARDS
    pieces = Card.objects.order_by("piece").values_list("piece", flat=True)
    assert list(pieces) == list(range(1, CARDS + 1))
    assert Batch.objects.get().count == CARDS
    assert not Piece.objects.exists()
    assert not StagedLine.objects.exists()
    assert Entry.objects.filter(event="import.done").count() == 1


def test_killed_again_and_again_it_takes_over_every_card_once(moment: datetime) -> None:
    chance = random.Random(7)
    typed = Totals(CARDS, {"main": 500 * (CARDS // RICH)})
    view = receive(rich(), moment, typed=typed)

    for _ in range(KILLS // 2):
        kill_in_the_middle(view, chance)
    view = finish(view)
    assert view.waits
    assert not Card.objects.exists()
    approve(view, datetime.now(UTC))
    for _ in range(KILLS - KILLS // 2):
        kill_in_the_middle(view, chance)
    view = finish(view)

    check_all_came_once(view)
    assert Move.objects.count() == CARDS // RICH
    assert ledger.balance(f"{ISSUER}/opened/CNY").minor == -500 * (CARDS // RICH)
    assert list(verify.faults()) == []


def test_two_who_work_on_one_import_do_it_once(moment: datetime) -> None:
    view = receive(plain(CARDS, first=0), moment)

    workers = [begin(view), begin(view)]
    for worker in workers:
        worker.communicate(timeout=600)

    assert [worker.returncode for worker in workers] == [0, 0]
    check_all_came_once(queries.import_of(view.id, WORKER))


@pytest.fixture
def full_disk(moment: datetime) -> Iterator[None]:
    """Room for a few pages more, and no more."""
    if connection.vendor != "sqlite":
        pytest.skip("only a file can be told to be full")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # what earlier tests have left free is room too
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count={pages + 20}")
        yield
        cursor.execute("PRAGMA max_page_count=1000000000")


def make_room() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count=1000000000")


def test_a_disk_that_is_full_while_the_file_comes_keeps_nothing_of_it(
    moment: datetime, full_disk: None
) -> None:
    with pytest.raises(OperationalError, match="full"):
        receive(plain(20_000), moment)

    assert not Import.objects.exists()
    assert not Piece.objects.exists()
    make_room()
    assert receive(plain(20_000), moment).state is State.RECEIVED


def test_a_disk_that_is_full_later_stops_the_work_until_there_is_room(
    moment: datetime, full_disk: None
) -> None:
    view = receive(plain(1500), moment)

    with pytest.raises(OperationalError, match="full"):
        work(view, moment)

    assert queries.import_of(view.id, WORKER).applied == 0
    make_room()
    assert work(advance(view, moment), moment).applied == 1500
