"""What is printed on cards leaves only on the record, and is always the same."""

import pytest

from tests.domain.cards.town import VISITOR, ask, make
from yika.domain.cards import actions, queries, rules
from yika.domain.cards.models import Batch, CardToken
from yika.domain.journal.models import Entry
from yika.kit.actor import NotAllowed


def sheet(shop, batch, *, by=None, **part):
    return actions.print_sheet(batch=batch, **part, **ask(by or shop.operator))


def test_each_card_gets_a_number_a_qr_text_and_a_code_of_its_own(town):
    rows = sheet(town.harbor, make(town.harbor, 5))

    assert [row.piece for row in rows] == [1, 2, 3, 4, 5]
    for name in ("number", "qr", "code"):
        assert len({getattr(row, name) for row in rows}) == 5
    assert all(row.qr.startswith("http://localhost:8000/q/") for row in rows)
    assert not any(row.number[-6:] in row.qr for row in rows)


def test_a_spoiled_sheet_is_printed_again_with_the_same_codes(town):
    batch = make(town.harbor, 5)

    assert sheet(town.harbor, batch) == sheet(town.harbor, batch)
    assert sheet(town.harbor, batch, first=2, last=3) == sheet(town.harbor, batch)[1:3]


def test_the_qr_text_finds_the_card_for_everybody_who_holds_it(town):
    [row] = sheet(town.harbor, make(town.harbor, 1))

    assert queries.find_card(row.qr, VISITOR).number == row.number


def test_each_printing_is_recorded_before_anything_is_handed_out(town):
    batch = make(town.harbor, 5)
    sheet(town.harbor, batch, first=2, last=4)

    [entry] = Entry.objects.filter(event="batch.sheet_printed")
    assert (entry.subject, entry.facts) == (batch, {"first": 2, "last": 4})


def test_cards_that_were_taken_over_are_found_by_their_qr_code_once_it_is_printed(town):
    batch = make(town.harbor, 2)
    CardToken.objects.all().delete()
    Batch.objects.update(taken_over=True)

    rows = sheet(town.harbor, batch, first=2)
    assert sheet(town.harbor, batch, first=2) == rows

    assert queries.find_card(rows[0].qr, VISITOR).number == rows[0].number
    assert CardToken.objects.count() == 1


@pytest.mark.parametrize("part", [{"first": 0}, {"last": 6}, {"first": 4, "last": 3}])
def test_a_part_lies_within_the_batch(town, part):
    with pytest.raises(rules.NotInBatch):
        sheet(town.harbor, make(town.harbor, 5), **part)


def test_only_who_makes_cards_prints_them(town):
    batch = make(town.harbor, 1)

    for by in (town.harbor.teller, town.harbor.supervisor, town.harbor.auditor):
        with pytest.raises(NotAllowed):
            sheet(town.harbor, batch, by=by)
    with pytest.raises(rules.UnknownBatch):
        sheet(town.harbor, batch, by=town.campus.operator)
    assert not Entry.objects.filter(event="batch.sheet_printed").exists()
