"""The blind indexes of a person, by the number of his document or by name and day of birth."""

from yika.domain.identity.rules.documents import Fields
from yika.domain.identity.rules.names import index_name
from yika.domain.identity.rules.numbers import index_kind, index_text
from yika.domain.vault.queries import keyring
from yika.kit import blind
from yika.products.documents import Document

KIND = "identity"
NAME_KIND = "identity-name"


def person_keys(document: Document, given: Fields) -> list[bytes]:
    """The index of the number under every key at hand, current first; none without a number."""
    text = index_text(document, given.number, given.nationality)
    if not given.number:
        return []
    return blind.candidates(keyring(), f"{KIND}-{index_kind(document)}", text)


def name_keys(given: Fields) -> list[bytes]:
    """The same of name and day of birth, which finds a person with another document."""
    if not (given.name and given.born_on):
        return []
    text = f"{index_name(given.name)}/{given.born_on.isoformat()}"
    return blind.candidates(keyring(), NAME_KIND, text)
