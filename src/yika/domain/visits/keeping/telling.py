"""Tells a holder about his home visit, and says who comes."""

from collections.abc import Mapping
from datetime import datetime

from yika.domain.issuers.queries import issuer
from yika.domain.messages.rules import moment_words
from yika.domain.people import actions as people
from yika.domain.people import queries as logins
from yika.domain.visits.models import HomeVisit

SCHEDULED = "visit-scheduled"


def tell(row: HomeVisit, template: str, *, now: datetime) -> None:
    """Leave a message of this template, once for each time that the visit was planned for."""
    house = issuer(row.issuer)
    door = row.told_door()
    known = logins.handles(row.staff)

    def facts(language: str) -> Mapping[str, str]:
        told = {"number": row.number, "hotline": house.hotline}
        if template == SCHEDULED and row.begins_at:
            told |= {
                "when": moment_words(row.begins_at, zone=house.zone, language=language),
                "staff": ", ".join(known.get(one, one) for one in row.staff),
                "code": door[1] if door else "-",
            }
        return told

    people.tell_holder(
        holder=row.holder_id,
        template=template,
        facts=facts,
        reference=f"{template}:{row}:{row.times}",
        issuer=row.issuer,
        now=now,
    )
