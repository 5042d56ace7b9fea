"""What is wrong or odd with the number of a document, by the kind of the document."""

import re
from datetime import date

from yika.domain.identity.rules.documents import RULES, NumberRule
from yika.domain.identity.rules.mrz.countries import country_of
from yika.domain.identity.rules.numbers.citizen import judge_citizen
from yika.domain.identity.rules.numbers.finding import NumberFinding
from yika.domain.identity.rules.numbers.normal import normal_number
from yika.domain.identity.rules.numbers.passports import judge_passport
from yika.domain.identity.rules.numbers.permits import (
    judge_foreign,
    judge_home_return,
    judge_taiwan,
)
from yika.domain.identity.rules.reasons import Reason
from yika.products.documents import Document


def judge_number(
    document: Document, text: str, *, today: date, nationality: str = ""
) -> NumberFinding:
    """What this number turns out to be on `today`, which is the issuer's day, not the server's."""
    number = normal_number(text)
    if not re.fullmatch(r"[A-Z0-9]*", number):
        return NumberFinding(number, Reason.NUMBER_CHARACTERS)
    rule = RULES[document].number
    match rule:
        case NumberRule.PASSPORT:
            return judge_passport(number, country_of(nationality))
        case NumberRule.HOME_RETURN_PERMIT:
            return judge_home_return(number)
        case NumberRule.TAIWAN_PERMIT:
            return judge_taiwan(number)
        case NumberRule.FOREIGN_PERMIT:
            return judge_foreign(number, today)
        case _:
            return judge_citizen(number, rule, today)
