"""Why a check did not simply pass, in words for the holder and in words for staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from yika.kit.errors import gettext_noop


class Reason(StrEnum):
    """The code that programs match; it never changes its meaning."""

    FIELDS_MISSING = "fields_missing"
    NUMBER_CHARACTERS = "number_characters"
    NUMBER_LENGTH = "number_length"
    NUMBER_FIFTEEN_DIGITS = "number_fifteen_digits"
    NUMBER_CHECKSUM = "number_checksum"
    NUMBER_BIRTH_DATE = "number_birth_date"
    NUMBER_SHAPE = "number_shape"
    NUMBER_OTHER_DOCUMENT = "number_other_document"
    NUMBER_REGION_UNKNOWN = "number_region_unknown"
    NUMBER_UNUSUAL = "number_unusual"
    NUMBER_UNSURE = "number_unsure"
    NUMBER_DIFFERS_BIRTH = "number_differs_birth"
    NUMBER_DIFFERS_SEX = "number_differs_sex"
    NAME_EMPTY = "name_empty"
    NAME_TOO_LONG = "name_too_long"
    NAME_CHARACTERS = "name_characters"
    NAME_PRIVATE_USE = "name_private_use"
    NAME_ONE_CHARACTER = "name_one_character"
    NAME_MIXED_SCRIPTS = "name_mixed_scripts"
    NAME_MISMATCH = "name_mismatch"
    NATIONALITY_UNKNOWN = "nationality_unknown"
    ETHNIC_GROUP_UNKNOWN = "ethnic_group_unknown"
    BIRTH_IN_FUTURE = "birth_in_future"
    BIRTH_TOO_LONG_AGO = "birth_too_long_ago"
    DATES_ORDER = "dates_order"
    ISSUED_IN_FUTURE = "issued_in_future"
    DOC_EXPIRED = "doc_expired"
    DOC_EXPIRES_TODAY = "doc_expires_today"
    DOC_EXPIRES_SOON = "doc_expires_soon"
    DOC_NEVER_EXPIRES = "doc_never_expires"
    EXPIRY_MISSING = "expiry_missing"
    VALIDITY_UNUSUAL = "validity_unusual"
    UNDERAGE = "underage"
    GUARDIAN_NEEDED = "guardian_needed"
    MINOR_WITH_GUARDIAN = "minor_with_guardian"
    SIDES_DISAGREE = "sides_disagree"
    SIDES_UNLIKE = "sides_unlike"
    SIDE_MISSING = "side_missing"
    MRZ_MISSING = "mrz_missing"
    MRZ_UNREADABLE = "mrz_unreadable"
    MRZ_DIGITS = "mrz_digits"
    MRZ_DISAGREES = "mrz_disagrees"
    MRZ_SPECIMEN = "mrz_specimen"
    EDITED = "edited"
    EDITED_NUMBER = "edited_number"
    NOT_READ = "not_read"
    NOTHING_TO_COMPARE = "nothing_to_compare"


@dataclass(frozen=True, slots=True)
class Words:
    """What the holder is told, which says what to do, and what staff are told."""

    holder: str
    staff: str


WORDS: Final[Mapping[Reason, Words]] = MappingProxyType(
    {
        Reason.FIELDS_MISSING: Words(
            gettext_noop("Fill in what is still empty."),
            gettext_noop("Something is missing that every such document has."),
        ),
        Reason.NUMBER_CHARACTERS: Words(
            gettext_noop("The number has only plain digits and letters; an X only at its end."),
            gettext_noop("There are characters in the number that cannot stand there."),
        ),
        Reason.NUMBER_LENGTH: Words(
            gettext_noop("The number has eighteen characters. Compare it with the document."),
            gettext_noop("The number is too short or too long."),
        ),
        Reason.NUMBER_FIFTEEN_DIGITS: Words(
            gettext_noop("Numbers of fifteen digits ended in 2013. Use the one of eighteen."),
            gettext_noop("An old number of fifteen digits; the document is no longer valid."),
        ),
        Reason.NUMBER_CHECKSUM: Words(
            gettext_noop("Compare each digit of the number with the document."),
            gettext_noop("The check digit of the number is wrong."),
        ),
        Reason.NUMBER_BIRTH_DATE: Words(
            gettext_noop("Compare the day of birth inside the number with the document."),
            gettext_noop("There is no such day of birth, or nobody born then can stand here."),
        ),
        Reason.NUMBER_SHAPE: Words(
            gettext_noop(
                "Compare the number with the document: letters and digits are in other places."
            ),
            gettext_noop("The number is not made like one of such a document."),
        ),
        Reason.NUMBER_OTHER_DOCUMENT: Words(
            gettext_noop("This number belongs to another kind of document. Choose that one."),
            gettext_noop("The number begins like that of another kind of document."),
        ),
        Reason.NUMBER_REGION_UNKNOWN: Words(
            gettext_noop("Compare the first two digits of the number with the document."),
            gettext_noop(
                "The number begins with no known region. That alone is no reason to refuse."
            ),
        ),
        Reason.NUMBER_UNUSUAL: Words(
            gettext_noop("Compare the number with the document once more."),
            gettext_noop(
                "The number is not made as this country usually does. Look at the document."
            ),
        ),
        Reason.NUMBER_UNSURE: Words(
            gettext_noop(
                "Look closely at the number: G and 6, S and 8, A and 0, Z and 5 look alike."
            ),
            gettext_noop(
                "The two numbers differ only in characters whose check digit is the same."
            ),
        ),
        Reason.NUMBER_DIFFERS_BIRTH: Words(
            gettext_noop("The day of birth is not the one in the number. Compare both."),
            gettext_noop("The day of birth is not the one in the number."),
        ),
        Reason.NUMBER_DIFFERS_SEX: Words(
            gettext_noop("The sex is not the one in the number. Compare both."),
            gettext_noop("The sex is not the one in the number."),
        ),
        Reason.NAME_EMPTY: Words(
            gettext_noop("Write the name as it stands on the document."),
            gettext_noop("There is no name."),
        ),
        Reason.NAME_TOO_LONG: Words(
            gettext_noop("Write the name only, as it stands on the document."),
            gettext_noop("This is longer than any name on a document."),
        ),
        Reason.NAME_CHARACTERS: Words(
            gettext_noop("Write the name with letters only, as it stands on the document."),
            gettext_noop("There are signs in the name that no document prints."),
        ),
        Reason.NAME_PRIVATE_USE: Words(
            gettext_noop(
                "One character of the name cannot be kept as you typed it. Staff can help you."
            ),
            gettext_noop(
                "A character of private use: others see another one or none. Find the standard one."
            ),
        ),
        Reason.NAME_ONE_CHARACTER: Words(
            gettext_noop("Is the name complete? If it is, go on."),
            gettext_noop(
                "The name is a single character. There are such names: compare with the document."
            ),
        ),
        Reason.NAME_MIXED_SCRIPTS: Words(
            gettext_noop("Is the name written as on the document? If it is, go on."),
            gettext_noop("The name mixes letters of several scripts, which may look alike."),
        ),
        Reason.NAME_MISMATCH: Words(
            gettext_noop("Compare the name with the lines at the bottom of the document."),
            gettext_noop(
                "The name is not the one of the machine-readable zone, which is often misread."
            ),
        ),
        Reason.NATIONALITY_UNKNOWN: Words(
            gettext_noop("Compare the code of the country with the document."),
            gettext_noop("The code of the country is not in the list."),
        ),
        Reason.ETHNIC_GROUP_UNKNOWN: Words(
            gettext_noop("Is the ethnic group written as on the document? If it is, go on."),
            gettext_noop("The ethnic group is none of the fifty-six."),
        ),
        Reason.BIRTH_IN_FUTURE: Words(
            gettext_noop("The day of birth is still to come. Compare it with the document."),
            gettext_noop("The day of birth is in the future."),
        ),
        Reason.BIRTH_TOO_LONG_AGO: Words(
            gettext_noop("The day of birth is too long ago. Compare it with the document."),
            gettext_noop("Born more than 120 years ago."),
        ),
        Reason.DATES_ORDER: Words(
            gettext_noop("Compare the days with the document: they are not in order."),
            gettext_noop("Birth, issue and end are not in this order."),
        ),
        Reason.ISSUED_IN_FUTURE: Words(
            gettext_noop("The document cannot be issued after today. Compare the day."),
            gettext_noop("The day of issue is in the future."),
        ),
        Reason.DOC_EXPIRED: Words(
            gettext_noop("The document has expired. Use one that is valid."),
            gettext_noop("The document has expired."),
        ),
        Reason.DOC_EXPIRES_TODAY: Words(
            gettext_noop("Today is the last day of the document. Have it renewed soon."),
            gettext_noop("The document is valid today for the last time."),
        ),
        Reason.DOC_EXPIRES_SOON: Words(
            gettext_noop("The document expires soon. Have it renewed in time."),
            gettext_noop("The document expires within days: {days}."),
        ),
        Reason.DOC_NEVER_EXPIRES: Words(
            gettext_noop("Does the document really have no last day? If so, go on."),
            gettext_noop("Said to be without end, which such documents rarely are."),
        ),
        Reason.EXPIRY_MISSING: Words(
            gettext_noop("Say until when the document is valid, or that it has no end."),
            gettext_noop("The end of validity is missing."),
        ),
        Reason.VALIDITY_UNUSUAL: Words(
            gettext_noop("Compare the first and the last day with the document."),
            gettext_noop("Such a document, at this age, is usually valid for another span."),
        ),
        Reason.UNDERAGE: Words(
            gettext_noop("This is only for people from the age of {age_min}."),
            gettext_noop("Younger than the policy allows: {age_min}."),
        ),
        Reason.GUARDIAN_NEEDED: Words(
            gettext_noop("Below the age of {adult_from} a guardian has to come along."),
            gettext_noop("Below the age of {adult_from}, and no guardian is there."),
        ),
        Reason.MINOR_WITH_GUARDIAN: Words(
            gettext_noop("Your guardian is named with you."),
            gettext_noop("A minor with a guardian: look at the documents of both."),
        ),
        Reason.SIDES_DISAGREE: Words(
            gettext_noop(
                "The two sides do not belong together. Photograph both sides of one document."
            ),
            gettext_noop(
                "The sides say different things. They may be of two documents, or misread."
            ),
        ),
        Reason.SIDES_UNLIKE: Words(
            gettext_noop("Are both sides of the same document? If they are, go on."),
            gettext_noop(
                "Address and office have nothing in common. People move: look at both pictures."
            ),
        ),
        Reason.SIDE_MISSING: Words(
            gettext_noop("This is another side. Photograph the side that is asked for."),
            gettext_noop("A picture shows another side than it should."),
        ),
        Reason.MRZ_MISSING: Words(
            gettext_noop("Photograph the whole page, with the lines at its bottom."),
            gettext_noop("No machine-readable zone was found."),
        ),
        Reason.MRZ_UNREADABLE: Words(
            gettext_noop("Photograph the lines at the bottom once more, sharp and without glare."),
            gettext_noop("The machine-readable zone could not be read."),
        ),
        Reason.MRZ_DIGITS: Words(
            gettext_noop("Compare the lines at the bottom with what is written here."),
            gettext_noop("A check digit of the machine-readable zone is wrong."),
        ),
        Reason.MRZ_DISAGREES: Words(
            gettext_noop("What you gave is not what the lines at the bottom say. Compare both."),
            gettext_noop("The machine-readable zone says something else."),
        ),
        Reason.MRZ_SPECIMEN: Words(
            gettext_noop("This is a specimen, not a document of a person."),
            gettext_noop("The country exists on specimens only."),
        ),
        Reason.EDITED: Words(
            gettext_noop("You corrected what was read. Thank you."),
            gettext_noop("What was read was corrected. Compare it with the picture."),
        ),
        Reason.EDITED_NUMBER: Words(
            gettext_noop("You corrected the number that was read. Thank you."),
            gettext_noop(
                "The number that was read was corrected. Compare each character with the picture."
            ),
        ),
        Reason.NOT_READ: Words(
            gettext_noop("Nothing was read from the picture. Type what it says."),
            gettext_noop("Nothing was read: compare with the picture yourself."),
        ),
        Reason.NOTHING_TO_COMPARE: Words(
            gettext_noop("There is nothing to compare here."),
            gettext_noop("There was nothing to compare with."),
        ),
    }
)


def words_of(reason: Reason | str) -> Words:
    """What people are told, before the facts of the check are put in."""
    return WORDS[Reason(reason)]
