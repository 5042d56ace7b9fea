"""Sheets leave as files, recorded like every printing, and not too many cards at once."""

import pytest

from tests.domain.cards.town import ask, make
from yika.domain.cards import actions, rules
from yika.domain.cards.models import Batch
from yika.domain.cards.provider import PAPER_MAX, SheetForm
from yika.domain.journal.models import Entry
from yika.kit.actor import NotAllowed


def draw(shop, batch, form=SheetForm.TABLE, *, by=None, **part):
    return actions.draw_sheet(batch=batch, form=form, **part, **ask(by or shop.operator))


def test_each_form_is_a_file_of_its_kind(town):
    batch = make(town.harbor, 3)

    assert draw(town.harbor, batch).startswith(b"\xef\xbb\xbfpiece,number,code,qr\r\n1,3104")
    for form in (SheetForm.BACKS, SheetForm.LIST):
        assert draw(town.harbor, batch, form).startswith(b"%PDF")
    assert Entry.objects.filter(event="batch.sheet_printed").count() == 3


def test_a_part_is_drawn_alone(town):
    made = draw(town.harbor, make(town.harbor, 5), first=2, last=3).decode("utf-8-sig")

    assert [line.partition(",")[0] for line in made.splitlines()[1:]] == ["2", "3"]


def test_paper_takes_only_so_many_and_a_table_all(town):
    batch = make(town.harbor, 1)
    Batch.objects.update(count=PAPER_MAX + 1)

    with pytest.raises(rules.TooManyForPaper, match="At most 500"):
        draw(town.harbor, batch, SheetForm.BACKS)
    draw(town.harbor, batch, SheetForm.LIST, last=PAPER_MAX)
    draw(town.harbor, batch)


def test_only_who_makes_cards_draws_them_and_only_those_of_his_issuer(town):
    batch = make(town.harbor, 1)

    with pytest.raises(NotAllowed):
        draw(town.harbor, batch, by=town.harbor.teller)
    with pytest.raises(rules.UnknownBatch):
        draw(town.harbor, batch, by=town.campus.operator)
