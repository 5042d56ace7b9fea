"""What the forms about outlets ask, and how what is typed becomes what the actions take."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import (
    ADDRESS_MAX,
    CODE_MAX,
    HOTLINE_MAX,
    NAME_MAX,
    POSITION_MAX,
    SERVICE_WORDS,
    Hours,
    Service,
    Text,
)
from yika.kit.errors import Fault, Invalid, gettext_noop

LANGUAGES = {"en": "_en", "zh-hans": "_zh"}

CODE = Ask(
    "code",
    AskKind.TEXT,
    gettext_noop("Short name"),
    gettext_noop("Small letters, digits and dashes, such as east-station. It never changes."),
    max_length=CODE_MAX,
)
ABOUT = (
    Ask("name_en", AskKind.TEXT, gettext_noop("Name in English"), max_length=NAME_MAX),
    Ask("name_zh", AskKind.TEXT, gettext_noop("Name in Chinese"), max_length=NAME_MAX),
    Ask("address_en", AskKind.TEXT, gettext_noop("Address in English"), max_length=ADDRESS_MAX),
    Ask("address_zh", AskKind.TEXT, gettext_noop("Address in Chinese"), max_length=ADDRESS_MAX),
    Ask(
        "phone",
        AskKind.PHONE,
        gettext_noop("Telephone"),
        required=False,
        max_length=HOTLINE_MAX,
    ),
    Ask(
        "hours",
        AskKind.TEXT,
        gettext_noop("Opening hours"),
        gettext_noop("Such as mon-fri 08:30-12:00 13:30-17:00; sat 09:00-12:00"),
        max_length=300,
    ),
    Ask(
        "position",
        AskKind.TEXT,
        gettext_noop("Position"),
        gettext_noop("Latitude and longitude (WGS 84), such as 30.59312, 114.30525"),
        required=False,
        max_length=POSITION_MAX,
    ),
    Ask("step_free", AskKind.CONFIRM, gettext_noop("Step-free entrance"), required=False),
    *(
        Ask(f"for-{service}", AskKind.CONFIRM, label, required=False)
        for service, label in SERVICE_WORDS.items()
    ),
)

Kept = TypeVar("Kept")


def told(posted: Mapping[str, str]) -> dict[str, Any]:
    """What was typed about an outlet."""
    return {
        "name": both(posted, "name"),
        "address": both(posted, "address"),
        "phone": posted.get("phone", "").strip(),
        "hours": Hours.read(posted.get("hours", "")),
        "services": [service for service in Service if f"for-{service}" in posted],
        "step_free": "step_free" in posted,
        "position": posted.get("position", "").strip(),
    }


def values(found: OutletView) -> dict[str, str]:
    """The form as the outlet is now."""
    ticked = [f"for-{service}" for service in found.services] + ["step_free"] * found.step_free
    return {
        "name_en": found.name.en,
        "name_zh": found.name.zh_hans,
        "address_en": found.address.en,
        "address_zh": found.address.zh_hans,
        "phone": found.phone,
        "hours": str(found.hours),
        "position": str(found.position or ""),
    } | dict.fromkeys(ticked, "yes")


def both(posted: Mapping[str, str], what: str) -> Text:
    """A text in both languages."""
    english, chinese = (posted.get(f"{what}_{language}", "").strip() for language in ("en", "zh"))
    return Text(english, chinese)


def by_field(act: Callable[[], Kept]) -> Kept:
    """What is wrong is told at the field it was typed into, one for each language."""
    try:
        return act()
    except Invalid as wrong:
        raise Invalid([Fault(_field(one), "", one.expected) for one in wrong.faults]) from wrong


def _field(fault: Fault) -> str:
    return fault.where + LANGUAGES.get(fault.key, "")
