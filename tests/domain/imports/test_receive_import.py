"""A file is taken in whole or not at all, and a bad one is refused at once."""

import io
from datetime import datetime

import pytest
from django.test import override_settings

from tests.domain.imports.conftest import sell
from tests.domain.imports.samples import (
    ISSUER,
    OPERATOR,
    STRANGER,
    TELLER,
    TRANSIT,
    number,
    plain,
    receive,
    table,
    work,
)
from yika.domain.cards.rules import NotInForce
from yika.domain.imports import actions
from yika.domain.imports.models import Import, Piece
from yika.domain.imports.rules import refusals
from yika.domain.imports.rules.states import Mode, State
from yika.domain.imports.rules.totals import Totals
from yika.domain.imports.rules.views import Order
from yika.domain.journal.models import DueWork, Entry
from yika.domain.ledger.models import Book
from yika.domain.ledger.rules import UnknownBook
from yika.kit.actor import NotAllowed

pytestmark = pytest.mark.usefixtures("harbor")


def test_a_file_is_kept_encrypted_until_it_was_read(now: datetime) -> None:
    view = receive(table((number(1), "active", "张三"), header="卡号,状态,姓名"), now)

    assert (view.state, view.edition, view.name) == (State.RECEIVED, 1, "cards.csv")
    assert (view.asked_by, view.received_at) == (OPERATOR.id, now)
    (piece,) = Piece.objects.all()
    assert "张三".encode() not in piece.content
    assert number(1).encode() not in piece.content


def test_who_brought_which_file_is_recorded_and_the_worker_is_told(now: datetime) -> None:
    typed = Totals(3, {"main": 0})
    view = receive(plain(3), now, typed=typed, mode=Mode.PER_LINE, background=True)

    entry = Entry.objects.get(event="import.received")
    assert (entry.subject, entry.issuer, entry.actor_id) == (view.id, ISSUER, OPERATOR.id)
    assert entry.facts["typed"] == {"count": 3, "sums": {"main": 0}}
    assert "name" not in entry.facts
    work_due = DueWork.objects.get(kind=actions.WORK)
    assert (work_due.key, work_due.due_at) == (view.id, now)


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        (b"", refusals.FileEmpty),
        (b"number,state\r\n", refusals.OnlyHeader),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 2000, refusals.NotCsv),
        (b"PK\x03\x04" + b"\0" * 2000, refusals.NotCsv),
        (b"number\n\xff\xfe\xff\n", refusals.NotText),
        (b"number\n1\0\n", refusals.NotText),
        (b"number,color\n1,red\n", refusals.ColumnsUnknown),
        (b"state\nactive\n", refusals.ColumnsMissing),
        (b"number,number\n1,1\n", refusals.ColumnTwice),
        (b"<html><body>Sign in</body></html>\n" * 2, refusals.HeaderMissing),
        (b"number\r1\r2\r", refusals.LineBreaksUnknown),
    ],
)
def test_what_cannot_be_imported_is_refused_at_once_and_not_kept(
    now: datetime, raw: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        receive(raw, now)

    assert not Import.objects.exists()
    assert not Piece.objects.exists()
    assert not Entry.objects.filter(event="import.received").exists()


def test_the_same_request_gives_the_same_import(now: datetime) -> None:
    first = receive(plain(3), now, request_id="twice")
    again = receive(plain(3), now, request_id="twice")

    assert first.id == again.id
    assert Piece.objects.count() == 1


def test_the_same_request_with_another_file_is_refused(now: datetime) -> None:
    receive(plain(3), now, request_id="twice")

    with pytest.raises(refusals.RequestReused):
        receive(plain(4), now, request_id="twice")
    with pytest.raises(refusals.RequestReused):
        receive(plain(3), now, mode=Mode.PER_LINE, request_id="twice")


def test_the_same_file_is_imported_once(now: datetime) -> None:
    first = receive(plain(3), now)

    with pytest.raises(refusals.FileSeen) as refused:
        receive(plain(3), now)

    assert refused.value.facts == {"before": first.id}
    assert Piece.objects.count() == 1


def test_a_file_that_was_refused_or_only_tried_may_come_again(now: datetime) -> None:
    tried = work(receive(plain(3), now, dry_run=True), now)
    refused = work(receive(plain(3), now, typed=Totals(4, {})), now)
    cancelled = actions.cancel_import(
        import_id=receive(plain(3), now).id, by=OPERATOR, now=now, request_id="cancel"
    )
    taken = work(receive(plain(3), now), now)

    states = [view.state for view in (tried, refused, cancelled, taken)]
    assert states == [State.DONE, State.REFUSED, State.CANCELLED, State.DONE]


@pytest.mark.parametrize("by", [TELLER, STRANGER])
def test_who_may_not_import_is_refused(now: datetime, by) -> None:
    with pytest.raises(NotAllowed):
        receive(plain(3), now, by=by)


def test_a_product_that_is_not_sold_cannot_be_imported(now: datetime) -> None:
    with pytest.raises(NotInForce):
        receive(plain(3), now, product="property-access")


def test_balances_need_books(now: datetime) -> None:
    Book.objects.all().delete()

    receive(plain(3), now)
    with pytest.raises(UnknownBook):
        receive(table((number(1), 5), header="number,main"), now)


def test_a_file_of_any_size_is_kept_in_pieces(now: datetime) -> None:
    sell("property-access", now)
    padding = "\r\n".join([" " * 1000] * 3000)

    view = actions.receive_import(
        order=Order(ISSUER, TRANSIT),
        file=io.BytesIO((plain(1) + padding).encode()),
        name="x" * 500,
        background=False,
        by=OPERATOR,
        now=now,
        request_id="large",
    )

    assert Piece.objects.count() == 3
    assert len(view.name) == 120


def test_every_way_to_be_refused_is_worded_for_people(now: datetime) -> None:
    with override_settings(LANGUAGE_CODE="en"), pytest.raises(refusals.NotCsv) as refused:
        receive(b"PK\x03\x04" + b"\0" * 10, now)

    assert "ZIP / XLSX" in str(refused.value)
