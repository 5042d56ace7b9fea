"""An import goes from a file to cards in small pieces of work."""

from datetime import date, datetime, timedelta

import pytest

from tests.domain.imports.samples import (
    ISSUER,
    OPERATOR,
    advance,
    approve,
    number,
    plain,
    receive,
    table,
    work,
)
from yika.domain.cards import queries as cards
from yika.domain.cards.models import Batch, Card, CardNumber
from yika.domain.cards.rules import State as CardState
from yika.domain.imports.models import Piece, RefusedLine, StagedLine
from yika.domain.imports.queries import refused_lines
from yika.domain.imports.rules import refusals
from yika.domain.imports.rules.reasons import Reason
from yika.domain.imports.rules.states import Mode, State
from yika.domain.imports.rules.totals import Totals
from yika.domain.imports.rules.views import ImportView
from yika.domain.issuers.actions import open_outlet
from yika.domain.issuers.rules import Hours, Text
from yika.domain.journal.models import Entry
from yika.kit import ids
from yika.kit.actor import WORKER

pytestmark = pytest.mark.usefixtures("harbor")


def refused(view: ImportView) -> list[tuple[int, str, Reason, str]]:
    return [
        (line.line, line.column, line.reason, line.value) for line in refused_lines(view.id, WORKER)
    ]


def nothing_is_left() -> bool:
    return not (Piece.objects.exists() or StagedLine.objects.exists())


def test_a_file_of_cards_becomes_a_batch_of_cards(now: datetime) -> None:
    rows = [
        (number(1), "in stock", ""),
        (number(2), "handed out", ""),
        (number(3), "active", "2030-01-31"),
        (number(4), "blocked", ""),
    ]
    view = work(receive(table(*rows, header="number,state,valid until"), now), now)

    assert (view.state, view.applied, view.refused) == (State.DONE, 4, 0)
    batch = cards.batch(view.batch, WORKER)
    assert (batch.taken_over, batch.count) == (True, 4)
    assert (batch.first_number, batch.last_number) == (number(1), number(4))
    found = {row.number: row for row in Card.objects.order_by("piece")}
    assert list(found) == [number(serial) for serial in (1, 2, 3, 4)]
    assert [row.piece for row in found.values()] == [1, 2, 3, 4]
    assert [row.state for row in found.values()] == ["in_stock", "handed_out", "active", "blocked"]
    assert found[number(3)].valid_until == date(2030, 1, 31)
    assert [row.activated_at for row in found.values()] == [None, None, now, now]
    assert nothing_is_left()


def test_an_imported_card_is_found_by_its_number(now: datetime) -> None:
    work(receive(plain(2), now), now)

    card = cards.find_card(number(2), WORKER)

    assert (card.issuer, card.state, card.edition) == (ISSUER, CardState.IN_STOCK, 1)


def test_a_card_in_stock_lies_at_its_outlet(now: datetime) -> None:
    outlet = open_outlet(
        issuer=ISSUER,
        code="pier",
        name=Text("Pier", "码头"),
        address=Text("1 Pier Road", "码头路 1 号"),
        phone="",
        hours=Hours.read("mon-fri 08:30-17:00"),
        by=WORKER,
        now=now,
        request_id="pier",
    )
    work(receive(table((number(1), "pier"), header="卡号,网点"), now), now)

    assert cards.find_card(number(1), WORKER).outlet == outlet.id


def test_each_step_says_how_far_it_is(now: datetime) -> None:
    view = receive(plain(5), now)
    assert (view.progress.done, view.progress.total) == (0, 6)

    seen = [view.state]
    while not view.rests:
        now += timedelta(seconds=1)
        view = advance(view, now)
        seen.append(view.state)

    assert list(dict.fromkeys(seen)) == [
        State.RECEIVED,
        State.READING,
        State.CHECKED,
        State.APPROVED,
        State.APPLYING,
        State.DONE,
    ]
    assert (view.progress.done, view.progress.percent) == (5, 100)
    assert view.ended_at == now


def test_the_wrong_line_is_named_and_the_whole_file_is_refused(now: datetime) -> None:
    wrong = number(7)[:-1] + str((int(number(7)[-1]) + 1) % 10)
    file = plain(6) + f"{wrong},in stock\r\n" + f"{number(8)},in stock\r\n"

    view = work(receive(file, now), now)

    assert (view.state, view.applied, view.refused) == (State.REFUSED, 0, 1)
    assert isinstance(view.trouble, refusals.LinesRefused)
    assert refused(view) == [(8, "card number", Reason.NUMBER_CHECK, wrong)]
    assert not Card.objects.exists()
    assert not CardNumber.objects.exists()
    assert nothing_is_left()


def test_line_by_line_the_good_ones_are_taken(now: datetime) -> None:
    file = plain(3) + "nonsense,in stock\r\n" + f"{number(5)},gone\r\n"

    view = work(receive(file, now, mode=Mode.PER_LINE), now)

    assert (view.state, view.applied, view.refused) == (State.DONE, 3, 2)
    assert (view.found.count, view.good.count) == (5, 3)
    assert [line for line, *_ in refused(view)] == [5, 6]


def test_a_line_with_two_faults_is_one_refused_line(now: datetime) -> None:
    view = work(receive(table(("x", "gone"), (number(1), "")), now, mode=Mode.PER_LINE), now)

    assert view.refused == 1
    assert len(refused(view)) == 2


def test_nothing_is_left_to_take_when_all_lines_are_refused(now: datetime) -> None:
    view = work(receive(table(("x", ""), ("y", "")), now, mode=Mode.PER_LINE), now)

    assert isinstance(view.trouble, refusals.NothingLeft)


def test_blank_lines_are_no_cards(now: datetime) -> None:
    view = work(receive("number,state\n\n,,\n  \n", now), now)

    assert view.state is State.REFUSED
    assert view.applied == 0


def test_a_number_that_stands_twice_names_the_first_line(now: datetime) -> None:
    file = table((number(1), ""), (number(2), ""), (number(1), ""), (number(1), ""))

    view = work(receive(file, now, mode=Mode.PER_LINE), now)

    assert (view.applied, view.refused) == (2, 2)
    assert refused(view) == [
        (4, "card number", Reason.NUMBER_TWICE, number(1)),
        (5, "card number", Reason.NUMBER_TWICE, number(1)),
    ]
    assert [line.other for line in refused_lines(view.id, WORKER)] == [2, 2]


def test_a_number_that_another_card_has_is_refused(now: datetime) -> None:
    work(receive(plain(2), now), now)

    view = work(receive(plain(3, first=2), now, mode=Mode.PER_LINE), now)

    assert (view.applied, view.good.count) == (2, 2)
    assert refused(view) == [(2, "card number", Reason.NUMBER_TAKEN, number(2))]


def test_a_dry_run_says_all_of_that_and_keeps_nothing_but_its_report(now: datetime) -> None:
    work(receive(plain(1), now), now)
    file = table((number(1), ""), (number(2), ""), (number(2), ""), ("x", ""))
    before = Card.objects.count()

    view = work(receive(file, now, dry_run=True), now)

    assert (view.state, view.applied, view.refused) == (State.DONE, 0, 3)
    assert isinstance(view.trouble, refusals.LinesRefused)
    assert {reason for _, _, reason, _ in refused(view)} == {
        Reason.NUMBER_TAKEN,
        Reason.NUMBER_TWICE,
        Reason.NUMBER_FORM,
    }
    assert Card.objects.count() == before
    assert Batch.objects.count() == 1
    assert nothing_is_left()


def test_a_dry_run_of_a_good_file_finds_no_trouble(now: datetime) -> None:
    view = work(receive(plain(3), now, dry_run=True), now)

    assert (view.state, view.trouble, view.good.count) == (State.DONE, None, 3)
    assert not CardNumber.objects.exists()


def test_a_file_that_does_not_hold_what_was_said_is_refused_before_anything(now: datetime) -> None:
    view = work(receive(plain(3), now, typed=Totals(4, {})), now)

    assert isinstance(view.trouble, refusals.TotalsDiffer)
    assert view.trouble.facts == {"found": "3 × transit-adult", "typed": "4 × transit-adult"}
    assert not CardNumber.objects.exists()


def test_marks_that_are_never_closed_end_the_import_with_their_line(now: datetime) -> None:
    file = plain(3) + f'{number(4)},"in stock\r\n' + plain(200, first=5)

    view = work(receive(file, now, mode=Mode.PER_LINE), now)

    assert isinstance(view.trouble, refusals.QuotesNotClosed)
    assert view.trouble.facts == {"line": "5"}
    assert nothing_is_left()


@pytest.mark.parametrize("mode", Mode)
def test_numbers_given_to_others_while_it_waited(now: datetime, mode: Mode) -> None:
    file = table((number(1), 5), (number(2), 5), header="number,main")
    waiting = work(receive(file, now, mode=mode, typed=Totals(2, {"main": 1000})), now)
    assert waiting.waits
    CardNumber.objects.create(number=number(2), card_id=ids.new_id())

    view = work(approve(waiting, now), now)

    if mode is Mode.WHOLE_FILE:
        assert isinstance(view.trouble, refusals.NumbersTaken)
        assert list(CardNumber.objects.values_list("number", flat=True)) == [number(2)]
    else:
        assert (view.applied, view.refused) == (1, 1)
        assert view.good == Totals(1, {"main": 500})
        assert refused(view) == [(3, "number", Reason.NUMBER_TAKEN, number(2))]


def test_all_numbers_are_given_back_when_the_last_one_is_taken(now: datetime) -> None:
    first = receive(plain(3), now)
    other = receive(plain(2, first=3), now)
    while first.state is not State.CHECKED:
        first = advance(first, now)
    while not other.batch:
        other = advance(other, now)

    first = work(first, now)
    other = work(other, now)

    assert (first.state, other.state) == (State.REFUSED, State.DONE)
    assert sorted(CardNumber.objects.values_list("number", flat=True)) == [number(3), number(4)]


def test_work_on_an_import_that_has_ended_changes_nothing(now: datetime) -> None:
    done = work(receive(plain(1), now), now)

    assert advance(done, now + timedelta(days=1)) == done


def test_what_was_found_and_done_is_recorded_once(now: datetime) -> None:
    view = work(receive(plain(3), now), now)

    events = Entry.objects.filter(subject=view.id).order_by("id").values_list("event", flat=True)
    assert list(events) == ["import.received", "import.checked", "import.done"]
    assert Entry.objects.filter(event="batch.taken_over", subject=view.batch).count() == 1
    done = Entry.objects.get(event="import.done")
    assert (done.facts["applied"], done.facts["refused"]) == (3, 0)


def test_files_of_spreadsheets_in_china_are_read(now: datetime) -> None:
    text = table((number(1), "使用中", "张三"), (number(2), "库存", ""), header="卡号,状态,姓名")

    view = work(receive(text.encode("gbk"), now), now)

    assert (view.encoding, view.applied) == ("gb18030", 2)


def test_a_report_of_many_pages_is_read_page_by_page(now: datetime) -> None:
    view = work(receive(table(*(("x", "") for _ in range(120))), now, mode=Mode.PER_LINE), now)

    pages, after = [], 0
    while page := refused_lines(view.id, OPERATOR, after=after):
        pages.append([line.line for line in page])
        after = page[-1].line
    assert [len(page) for page in pages] == [50, 50, 20]
    assert RefusedLine.objects.count() == 120
