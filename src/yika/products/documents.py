"""The documents that somebody shows to prove who he is: one closed list for all who ask for one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from yika.kit.errors import gettext_noop

Document = Literal[
    "resident-id",
    "temporary-id",
    "household-register",
    "passport",
    "residence-permit",
    "foreign-permit",
    "home-return-permit",
    "taiwan-permit",
]
DOCUMENTS: tuple[Document, ...] = get_args(Document)
DOCUMENT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "resident-id": gettext_noop("Resident identity card"),
        "temporary-id": gettext_noop("Temporary identity card"),
        "household-register": gettext_noop("Household register"),
        "passport": gettext_noop("Passport"),
        "residence-permit": gettext_noop("Residence permit (Hong Kong, Macau, Taiwan)"),
        "foreign-permit": gettext_noop("Foreign permanent resident identity card"),
        "home-return-permit": gettext_noop("Travel permit of Hong Kong or Macau residents"),
        "taiwan-permit": gettext_noop("Travel permit of Taiwan residents"),
    }
)
