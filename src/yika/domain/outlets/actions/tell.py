"""Tells holders about their appointments."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext, override

from yika.domain.issuers.queries import OutletView, issuer
from yika.domain.issuers.rules import SERVICE_WORDS, Service
from yika.domain.messages.rules import moment_words
from yika.domain.outlets.models import Appointment
from yika.domain.people import actions as people
from yika.kit import ids


def tell_holder(row: Appointment, template: str, *, place: OutletView, now: datetime) -> None:
    """Leave a message about an appointment as it is now, once for each of its times."""
    hotline = issuer(row.issuer).hotline

    def facts(language: str) -> Mapping[str, str]:
        with override(language):
            service = gettext(SERVICE_WORDS[Service(row.service)])
        return {
            "service": service,
            "place": place.name.en if language == "en" else place.name.zh_hans,
            "when": moment_words(row.begins_at, zone=place.zone, language=language),
            "number": row.number,
            "hotline": hotline,
        }

    people.tell_holder(
        holder=ids.show("hld", row.holder),
        template=template,
        facts=facts,
        reference=f"{template}:{row}:{row.moves}",
        issuer=row.issuer,
        now=now,
    )
