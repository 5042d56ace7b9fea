"""Draws sheets of cards: the backs to be printed, a list to check by, a table for machines."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext, override

from yika.connectors.printer.paper import HEIGHT, WIDTH, Paper
from yika.domain.cards.provider import Sheet, SheetForm
from yika.domain.cards.rules.codes import shown_code
from yika.domain.cards.rules.numbers import grouped
from yika.domain.cards.rules.views import SheetRow
from yika.kit.errors import gettext_noop

CARD_WIDTH, CARD_HEIGHT = 85.6, 53.98  # ISO/IEC 7810, ID-1
COLUMNS, LINES = 2, 5
LEFT = (WIDTH - COLUMNS * CARD_WIDTH) / 2
TOP = (HEIGHT - LINES * CARD_HEIGHT) / 2
QR_SIDE = 30.0

LIST_LEFT, LIST_RIGHT, LIST_TOP, LIST_STEP, LIST_LINES = 15.0, 195.0, 30.0, 6.5, 38
PLACES: Final = (LIST_LEFT, 35.0)

NUMBER: Final = gettext_noop("Card number")
CODE: Final = gettext_noop("Code to show that the card is yours")
HOTLINE: Final = gettext_noop("Hotline")


class Sheets:
    """PDF on A4 for paper, CSV in UTF-8 with its mark for spreadsheets."""

    def __init__(self, paper: Callable[[str], Paper] = Paper.of_this_machine) -> None:
        self._paper = paper

    def draw(self, sheet: Sheet, form: SheetForm) -> bytes:
        """One form of a sheet."""
        drawn: Mapping[SheetForm, Callable[[Sheet], bytes]] = {
            SheetForm.BACKS: self._backs,
            SheetForm.LIST: self._list,
            SheetForm.TABLE: table,
        }
        return drawn[form](sheet)

    def _backs(self, sheet: Sheet) -> bytes:
        """Ten backs of cards on a page, in their size, to be cut along the lines."""
        paper = self._paper(_title(sheet))
        for place, row in enumerate(sheet.rows):
            line, column = divmod(place % (COLUMNS * LINES), COLUMNS)
            if (line, column) == (0, 0):
                paper.new_page()
            corner = (LEFT + column * CARD_WIDTH, TOP + line * CARD_HEIGHT)
            _back(paper, sheet, row, corner)
        return paper.done()

    def _list(self, sheet: Sheet) -> bytes:
        """The number of each card, line by line, with a box to tick."""
        paper = self._paper(_title(sheet))
        for place, row in enumerate(sheet.rows):
            line = place % LIST_LINES
            if line == 0:
                paper.new_page()
                _head(paper, sheet, page=place // LIST_LINES + 1)
            y = LIST_TOP + line * LIST_STEP
            for x, text in zip(PLACES, _cells(row), strict=True):
                paper.digits(x, y, text, size=10)
            paper.frame(LIST_RIGHT - 5, y - 3, 3.5, 3.5)
            paper.rule(y + 2, left=LIST_LEFT, right=LIST_RIGHT)
        return paper.done()


def table(sheet: Sheet) -> bytes:
    """One line for each card, as the machines that print cards read it."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(("piece", "number", "code", "qr"))
    lines.writerows((row.piece, row.number, shown_code(row.code), row.qr) for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _back(paper: Paper, sheet: Sheet, row: SheetRow, corner: tuple[float, float]) -> None:
    x, y = corner
    paper.frame(x, y, CARD_WIDTH, CARD_HEIGHT)
    paper.both(x + 5, y + 8, sheet.product.zh_hans, sheet.product.en, size=10)
    paper.qr(x + 5, y + 16, row.qr, side=QR_SIDE)
    _label(paper, x + 40, y + 20, NUMBER)
    paper.digits(x + 40, y + 24.5, grouped(row.number), size=8.5, width=CARD_WIDTH - 43)
    _label(paper, x + 40, y + 31, CODE)
    paper.digits(x + 40, y + 37, shown_code(row.code), size=14)
    end = paper.text(x + 40, y + 44, _named(HOTLINE), size=6)
    paper.digits(end + 1.5, y + 44, sheet.hotline, size=7)
    paper.both(x + 5, y + 50, sheet.issuer.zh_hans, sheet.issuer.en, size=5.5)


def _head(paper: Paper, sheet: Sheet, *, page: int) -> None:
    paper.both(LIST_LEFT, 14, sheet.product.zh_hans, sheet.product.en, size=12)
    paper.text(110, 14, f"{sheet.batch}  {page}", size=8)
    paper.rule(23, left=LIST_LEFT, right=LIST_RIGHT)


def _cells(row: SheetRow) -> Sequence[str]:
    return str(row.piece), grouped(row.number)


def _label(paper: Paper, x: float, y: float, words: str) -> None:
    paper.text(x, y, _named(words), size=6)


def _named(words: str) -> str:
    """In Chinese and in English, beside each other."""
    with override("zh-hans"):
        chinese = gettext(words)
    return words if chinese == words else f"{chinese} {words}"


def _title(sheet: Sheet) -> str:
    return f"{sheet.product.en}, {sheet.batch}"
