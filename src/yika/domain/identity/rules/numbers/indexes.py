"""What the blind index of a number is made of, so that every paper finds the same person."""

import re
from typing import Final

from yika.domain.identity.rules.documents import RULES, NumberRule
from yika.domain.identity.rules.mrz.countries import country_of
from yika.domain.identity.rules.numbers.citizen import upgraded
from yika.domain.identity.rules.numbers.normal import normal_number
from yika.products.documents import Document

STEM: Final = 9


def index_kind(document: Document) -> str:
    """The kind under which a number is indexed: an ID card and a register have the same one."""
    rule = RULES[document].number
    return "resident-id" if rule is NumberRule.CITIZEN else document


def index_text(document: Document, number: str, nationality: str = "") -> str:
    """What stands for this number, whoever typed it and however.

    A passport's is made of its country too: two countries may give the same number. Of a permit
    of Hong Kong or Macau residents it is the part that a new one keeps. Fifteen digits of an old
    register stand for the eighteen of today.
    """
    normal = normal_number(number)
    match RULES[document].number:
        case NumberRule.PASSPORT:
            return f"{country_of(normal_number(nationality))}/{normal}"
        case NumberRule.HOME_RETURN_PERMIT:
            return normal[:STEM]
        case NumberRule.CITIZEN if re.fullmatch(r"[0-9]{15}", normal):
            return upgraded(normal)
        case _:
            return normal
