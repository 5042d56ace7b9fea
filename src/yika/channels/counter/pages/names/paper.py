"""What a person confirms at the desk, in the reader's language: the details, and the consent."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yika.channels.common import words
from yika.domain.identity.rules.consents import Purpose, current
from yika.domain.identity.rules.documents import FIELDS
from yika.domain.identity.rules.wordings import FIELD_WORDS
from yika.domain.issuers import queries as issuers
from yika.kit.errors import gettext_noop
from yika.products.documents import DOCUMENT_WORDS

VALUES: Mapping[str, str] = {
    "male": gettext_noop("Male"),
    "female": gettext_noop("Female"),
    "unspecified": gettext_noop("Not stated"),
    "yes": gettext_noop("Yes"),
}
NOT_SHOWN = frozenset({"mrz", "other_number"})


@dataclass(frozen=True, slots=True)
class Paper:
    """The document, what stands on it, and what its holder agrees to."""

    document: str
    lines: tuple[tuple[str, str], ...]
    house: str
    title: str
    text: str


def paper(document: str, fields: Mapping[str, str], issuer: str) -> Paper:
    """All that is confirmed, as it is read before signing."""
    language = get_language() or ""
    house = words.in_language(issuers.issuer(issuer).name, language)
    consent = current(Purpose.REAL_NAME).in_(language)
    named = [name for name in FIELDS if name in fields and name not in NOT_SHOWN]
    return Paper(
        document=_(DOCUMENT_WORDS[document]),
        lines=tuple((_(FIELD_WORDS[name]), _value(fields[name])) for name in named),
        house=house,
        title=consent.title,
        text=consent.body.replace("{issuer}", house),
    )


def _value(text: str) -> str:
    return _(VALUES[text]) if text in VALUES else text
