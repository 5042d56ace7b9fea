"""The machine-readable zone of a passport (ICAO 9303, two lines of 44 signs)."""

import re
from datetime import date
from itertools import cycle
from typing import Final

from yika.site.demo.specimens.people import Person

LINE: Final = 44
NAMES: Final = 39
LETTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SEXES: Final = {"male": "M", "female": "F"}


def zone(person: Person) -> tuple[str, str]:
    """Both lines, with every check digit."""
    surname, _, given = person.latin_name.partition(",")
    names = f"{_filled(surname)}<<{_filled(given)}"[:NAMES]
    first = f"P<{person.nationality:<<3}{names}".ljust(LINE, "<")
    number = person.shown_number.ljust(9, "<")
    until = person.expires_on or date.max
    checked = [number, f"{person.born_on:%y%m%d}", f"{until:%y%m%d}", "<" * 14]
    number, born, ends, own = (part + _digit(part) for part in checked)
    own = own[:-1] + "<"  # an empty optional field may show a filler for its digit
    whole = _digit(number + born + ends + own)
    second = number + f"{person.nationality:<<3}" + born + SEXES[person.sex] + ends + own + whole
    return first, second


def _filled(name: str) -> str:
    return re.sub(r"[^A-Z]+", "<", name.strip().upper())


def _digit(text: str) -> str:
    values = (LETTERS.find(sign) if sign != "<" else 0 for sign in text)
    return str(sum(value * weight for value, weight in zip(values, cycle((7, 3, 1)))) % 10)
