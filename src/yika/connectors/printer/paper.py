"""A4 pages with texts in both languages, lines and QR codes."""

import logging
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import segno
from fpdf import FPDF

from yika.connectors.printer import fonts

WIDTH, HEIGHT = 210.0, 297.0  # millimeters, A4
MILLIMETERS = 0.3528  # in a point
LETTER = 0.6  # how wide a letter of Courier is, against its size
THIN = 0.1
GRAY, BLACK = 150, 0

# They tell about every glyph of a font, which is nothing for the log of a site.
for _name in ("fontTools", "fpdf"):
    logging.getLogger(_name).setLevel(logging.ERROR)


class Paper:
    """A PDF that is drawn on. Places are in millimeters from the left upper corner of a page.

    `font` is a file with Chinese and the place in it; without one, only English is written.
    """

    def __init__(self, title: str, *, font: tuple[Path, int] | None, compress: bool = True) -> None:
        self._pdf = FPDF(format="A4")
        self._pdf.set_compression(compress)
        self._pdf.set_auto_page_break(False)
        self._pdf.set_title(title)
        self._pdf.set_draw_color(GRAY)
        self._pdf.set_line_width(THIN)
        self._has_chinese = font is not None
        if font is not None:
            path, place = font
            self._pdf.add_font("chinese", fname=path, collection_font_number=place)

    @classmethod
    def of_this_machine(cls, title: str) -> "Paper":
        """With the first font for Chinese that is found."""
        return cls(title, font=fonts.chinese())

    def new_page(self) -> None:
        self._pdf.add_page()

    def text(self, x: float, y: float, text: str, *, size: float) -> float:
        """Write on one line, whose base is at `y`; gives back where the text ends."""
        for is_latin, letters in groupby(text, str.isascii):
            run = "".join(letters)
            if not is_latin and not self._has_chinese:
                continue
            self._pdf.set_font("helvetica" if is_latin else "chinese", size=size)
            self._pdf.text(x, y, run)
            x += self._pdf.get_string_width(run)
        return x

    def digits(self, x: float, y: float, text: str, *, size: float, width: float = WIDTH) -> None:
        """Letters and digits that are read one by one, smaller where there is little room."""
        room = width / (len(text) * LETTER * MILLIMETERS)
        self._pdf.set_font("courier", style="B", size=min(size, room))
        self._pdf.text(x, y, text)

    def both(self, x: float, y: float, chinese: str, english: str, *, size: float) -> None:
        """A name in Chinese, and smaller below in English; only that without a font."""
        if not self._has_chinese:
            self.text(x, y, english, size=size)
            return
        self.text(x, y, chinese, size=size)
        self.text(x, y + size * MILLIMETERS * 1.15, english, size=size * 0.7)

    def qr(self, x: float, y: float, text: str, *, side: float) -> None:
        """A QR code; leave four of its modules around it empty."""
        rows = segno.make(text, error="m", micro=False).matrix
        module = side / len(rows)
        self._pdf.set_fill_color(BLACK)
        for line, row in enumerate(rows):
            for start, length in dark_runs(row):
                self._pdf.rect(
                    x + start * module, y + line * module, length * module, module, style="F"
                )

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """A thin line to cut along."""
        self._pdf.rect(x, y, width, height)

    def rule(self, y: float, *, left: float, right: float) -> None:
        """A thin line across."""
        self._pdf.line(left, y, right, y)

    def done(self) -> bytes:
        """The finished file."""
        return bytes(self._pdf.output())


def dark_runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where dark modules begin, and how many follow each other."""
    place = 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            yield place, length
        place += length
