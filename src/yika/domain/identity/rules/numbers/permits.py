"""The numbers of permits that are not made like a citizen's."""

import re
from datetime import date
from typing import Final

from yika.domain.identity.rules.documents import NumberRule
from yika.domain.identity.rules.mrz.digits import check_digit
from yika.domain.identity.rules.numbers.citizen import OLD_LENGTH, judge_citizen
from yika.domain.identity.rules.numbers.finding import NumberFinding, find_day
from yika.domain.identity.rules.reasons import Reason

# Two digits behind a home return permit's number count how often it was renewed.
HOME_RETURN: Final = re.compile(r"[HM][0-9]{8}([0-9]{2})?")
TAIWAN: Final = re.compile(r"[0-9]{8}")
TAIWAN_BOOKLET: Final = re.compile(r"[0-9]{10}[A-Z]?")
# Country, place of the application, day of birth without its century, sequence, check digit.
FOREIGN_OLD: Final = re.compile(r"[A-Z]{3}[0-9]{12}")
FOREIGN_OLD_BIRTH: Final = slice(7, 13)


def judge_home_return(number: str) -> NumberFinding:
    """H for Hong Kong or M for Macau, and eight digits."""
    return NumberFinding(number, None if HOME_RETURN.fullmatch(number) else Reason.NUMBER_SHAPE)


def judge_taiwan(number: str) -> NumberFinding:
    """Eight digits; booklets that ran out long ago had more."""
    if TAIWAN.fullmatch(number):
        return NumberFinding(number)
    if TAIWAN_BOOKLET.fullmatch(number):
        return NumberFinding(number, odd=(Reason.NUMBER_UNUSUAL,))
    return NumberFinding(number, Reason.NUMBER_SHAPE)


def judge_foreign(number: str, today: date) -> NumberFinding:
    """Cards of today have a number like a citizen's, older ones begin with a country."""
    if len(number) != OLD_LENGTH or number.isdigit():
        return judge_citizen(number, NumberRule.FOREIGN_PERMIT, today)
    birth = number[FOREIGN_OLD_BIRTH]
    if not FOREIGN_OLD.fullmatch(number):
        return NumberFinding(number, Reason.NUMBER_SHAPE)
    if not (find_day(f"19{birth}") or find_day(f"20{birth}")):
        return NumberFinding(number, Reason.NUMBER_BIRTH_DATE)
    usual = check_digit(number[:-1]) == number[-1]
    odd = () if usual else (Reason.NUMBER_UNUSUAL,)
    return NumberFinding(number, odd=odd, birth=birth, binding=False)
