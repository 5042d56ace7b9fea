"""The check of the machine-readable zone against what is printed above it."""

from collections.abc import Iterator

from yika.domain.identity.rules.checks.about import About
from yika.domain.identity.rules.checks.check import (
    Check,
    CheckName,
    failed,
    not_run,
    odd,
    passed,
)
from yika.domain.identity.rules.documents import Fields, MrzUse, Sex
from yika.domain.identity.rules.mrz import (
    Zone,
    country_of,
    is_known_country,
    is_specimen_country,
)
from yika.domain.identity.rules.mrz.digits import FILLER
from yika.domain.identity.rules.names import Likeness, compare_names
from yika.domain.identity.rules.numbers import normal_number, twins
from yika.domain.identity.rules.reasons import Reason


def check_zone(about: About) -> Check:
    """Whether the zone says the same. Its names are only a proposal, its digits are not."""
    name = CheckName.MRZ
    if about.rule.mrz is MrzUse.NEVER:
        return not_run(name, Reason.NOTHING_TO_COMPARE)
    seen = about.given.mrz or about.all_read().mrz
    if not seen:
        return _without(about)
    zone = about.zone()
    if zone is None:
        return not_run(name, Reason.MRZ_UNREADABLE)
    if zone.wrong:
        return _with_wrong_digits(about, zone)
    return _compared(about, zone)


def _without(about: About) -> Check:
    if about.read is None:
        return not_run(CheckName.MRZ, Reason.NOT_READ)
    if about.rule.mrz is MrzUse.SOMETIMES:
        return not_run(CheckName.MRZ, Reason.NOTHING_TO_COMPARE)
    return not_run(CheckName.MRZ, Reason.MRZ_MISSING)


def _with_wrong_digits(about: About, zone: Zone) -> Check:
    """What a reader alone saw proves nothing, and permits may have digits of their own."""
    no = failed if about.given.mrz and about.rule.mrz is MrzUse.ALWAYS else odd
    return no(CheckName.MRZ, Reason.MRZ_DIGITS, fields=" ".join(zone.wrong))


def _compared(about: About, zone: Zone) -> Check:
    name, given = CheckName.MRZ, about.given
    no = failed if about.rule.mrz is MrzUse.ALWAYS else odd
    number = normal_number(given.number)
    if number and twins(number, zone.number.replace(FILLER, "")):
        return odd(name, Reason.NUMBER_UNSURE)
    differing = list(_differing(given, number, zone))
    if differing:
        return no(name, Reason.MRZ_DISAGREES, fields=" ".join(differing))
    if any(map(is_specimen_country, (zone.issuer, zone.nationality))):
        return odd(name, Reason.MRZ_SPECIMEN)
    if not _has_one_name(given, zone):
        return odd(name, Reason.NAME_MISMATCH)
    if not is_known_country(zone.nationality):
        return odd(name, Reason.NATIONALITY_UNKNOWN)
    return passed(name)


def _differing(given: Fields, number: str, zone: Zone) -> Iterator[str]:
    if number and number != zone.number.replace(FILLER, ""):
        yield "number"
    if given.born_on and zone.born_on and f"{given.born_on:%y%m%d}" != f"{zone.born_on:%y%m%d}":
        yield "born_on"
    if given.expires_on and zone.expires_on and given.expires_on != zone.expires_on:
        yield "expires_on"
    if Sex.UNSPECIFIED not in {zone.sex, given.sex or Sex.UNSPECIFIED} and given.sex != zone.sex:
        yield "sex"
    if given.nationality and country_of(given.nationality) != country_of(zone.nationality):
        yield "nationality"


def _has_one_name(given: Fields, zone: Zone) -> bool:
    """Whether the Latin name is the one of the zone, as far as either of them is known."""
    latin = given.latin_name or (given.name if given.name.isascii() else "")
    if not latin or not zone.latin_name:
        return True
    cut = zone.names_cut
    return compare_names(latin, zone.latin_name, cut=cut) is not Likeness.DIFFERENT
