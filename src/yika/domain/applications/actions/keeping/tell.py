"""Tells a holder what has become of his application."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext, override

from yika.domain.applications import queries
from yika.domain.applications.models import Application
from yika.domain.applications.rules import reason_words
from yika.domain.issuers.queries import issuer, outlet
from yika.domain.issuers.rules import Text
from yika.domain.messages.rules import moment_words
from yika.domain.people import actions as people
from yika.kit import ids
from yika.kit.actor import WORKER
from yika.products.tables.table import Words


def tell(row: Application, template: str, *, now: datetime) -> None:
    """Leave a message of this template, filled with whatever the application can tell.

    In the caller's transaction; once for each step.
    """
    known = issuer(row.issuer)
    name = queries.as_view(row, WORKER).name
    place = outlet(ids.show("out", row.outlet)).name if row.outlet else None
    until = row.collect_until or row.due_at

    def facts(language: str) -> Mapping[str, str]:
        with override(language):
            reason = gettext(reason_words(row.reason)) if row.reason else "-"
        return {
            "card": _in(name, language),
            "case": row.case,
            "hotline": known.hotline,
            "place": _in(place, language) if place else "-",
            "until": moment_words(until, zone=known.zone, language=language),
            "reason": reason,
            "carrier": row.carrier or "-",
            "tracking": row.tracking or "-",
        }

    wanted = _wanted(template)
    people.tell_holder(
        holder=ids.show("hld", row.holder),
        template=template,
        facts=lambda language: {name: facts(language)[name] for name in wanted},
        reference=f"{template}:{row}:{row.steps}",
        issuer=row.issuer,
        now=now,
    )


FACTS: Mapping[str, tuple[str, ...]] = {
    "application-received": ("card", "case", "until", "hotline"),
    "application-accepted": ("card", "case", "until", "hotline"),
    "application-refused": ("card", "case", "reason", "hotline"),
    "application-ready": ("card", "case", "place", "until", "hotline"),
    "application-sent": ("card", "case", "carrier", "tracking", "hotline"),
    "application-returned": ("card", "case", "reason", "hotline"),
    "application-ended": ("card", "case", "hotline"),
}
"""What each of our templates tells."""


def _wanted(template: str) -> tuple[str, ...]:
    return FACTS[template]


def _in(words: Words | Text, language: str) -> str:
    return words.en if language == "en" else words.zh_hans
