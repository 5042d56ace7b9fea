"""Checks of who the document says that somebody is: name, number, age, and closed lists."""

from typing import Final

from yika.domain.identity.rules.checks.about import About
from yika.domain.identity.rules.checks.check import (
    Check,
    CheckName,
    Outcome,
    failed,
    not_run,
    odd,
    passed,
)
from yika.domain.identity.rules.documents import Sex
from yika.domain.identity.rules.mrz import is_known_country, is_specimen_country
from yika.domain.identity.rules.names import fold_traditional, judge_name
from yika.domain.identity.rules.numbers import age_on
from yika.domain.identity.rules.reading.values import ethnic_groups
from yika.domain.identity.rules.reasons import Reason

PEOPLE: Final = "\u65cf"


def check_complete(about: About) -> Check:
    """Whether everything is there that nobody may leave empty."""
    said = about.given.said()
    needed = (about.rule.needed & about.asked()) - said.keys()
    missing = [name for name in about.rule.fields() if name in needed]
    if missing:
        return failed(CheckName.COMPLETE, Reason.FIELDS_MISSING, fields=" ".join(missing))
    return passed(CheckName.COMPLETE)


def check_number(about: About) -> Check:
    """Whether the number can be one of such a document."""
    if not about.given.number:
        return not_run(CheckName.NUMBER, Reason.NOTHING_TO_COMPARE)
    found = about.number()
    if found.wrong:
        return failed(CheckName.NUMBER, found.wrong)
    return odd(CheckName.NUMBER, found.odd[0]) if found.odd else passed(CheckName.NUMBER)


def check_name(about: About) -> Check:
    """Whether the names can be names."""
    found = [judge_name(name) for name in (about.given.name, about.given.latin_name) if name]
    if not found:
        return not_run(CheckName.NAME, Reason.NOTHING_TO_COMPARE)
    wrong = [one.wrong for one in found if one.wrong]
    if wrong:
        return failed(CheckName.NAME, wrong[0])
    strange = [reason for one in found for reason in one.odd]
    return odd(CheckName.NAME, strange[0]) if strange else passed(CheckName.NAME)


def check_number_agrees(about: About) -> Check:
    """Whether the number says the same day of birth and the same sex."""
    found, given = about.number(), about.given
    if found.wrong or not found.birth:
        return not_run(CheckName.NUMBER_AGREES, Reason.NOTHING_TO_COMPARE)
    no = failed if found.binding else odd
    if given.born_on and not found.agrees_with(given.born_on):
        return no(CheckName.NUMBER_AGREES, Reason.NUMBER_DIFFERS_BIRTH)
    says_sex = found.sex and given.sex in {Sex.MALE, Sex.FEMALE}
    if says_sex and found.sex is not given.sex:
        return no(CheckName.NUMBER_AGREES, Reason.NUMBER_DIFFERS_SEX)
    return passed(CheckName.NUMBER_AGREES)


def check_age(about: About) -> Check:
    """Whether somebody is old enough, and whether a guardian is there for who is not of age."""
    born_on, policy = about.given.born_on, about.policy
    if born_on is None:
        return not_run(CheckName.AGE, Reason.NOTHING_TO_COMPARE)
    age = age_on(born_on, about.today)
    if age < policy.age_min:
        return failed(CheckName.AGE, Reason.UNDERAGE, age_min=str(policy.age_min))
    if age < policy.adult_from and not policy.guardian:
        return failed(CheckName.AGE, Reason.GUARDIAN_NEEDED, adult_from=str(policy.adult_from))
    if age < policy.adult_from:
        return Check(CheckName.AGE, Outcome.PASS, Reason.MINOR_WITH_GUARDIAN)
    return passed(CheckName.AGE)


def check_lists(about: About) -> Check:
    """Whether country and ethnic group are ones that there are. A specimen's country is none."""
    country, group = about.given.nationality, about.given.ethnic_group
    if not (country or group):
        return not_run(CheckName.LISTS, Reason.NOTHING_TO_COMPARE)
    if is_specimen_country(country):
        return odd(CheckName.LISTS, Reason.MRZ_SPECIMEN)
    if country and not is_known_country(country):
        return odd(CheckName.LISTS, Reason.NATIONALITY_UNKNOWN)
    if group and not is_ethnic_group(group):
        return odd(CheckName.LISTS, Reason.ETHNIC_GROUP_UNKNOWN)
    return passed(CheckName.LISTS)


def is_ethnic_group(text: str) -> bool:
    """Whether this is one of the fifty-six, written with or without the word for a people."""
    return fold_traditional("".join(text.split())).removesuffix(PEOPLE) in ethnic_groups()
