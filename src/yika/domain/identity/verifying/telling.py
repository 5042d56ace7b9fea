"""Tells a holder how his verification stands; nothing of his document leaves in a message."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext, override

from yika.domain.identity.rules.review.reasons import reason_words
from yika.domain.identity.verifying.folder import Folder
from yika.domain.issuers.queries import issuer
from yika.domain.messages.rules import moment_words, template
from yika.domain.people import actions as people


def tell(folder: Folder, name: str, *, now: datetime, until: datetime | None = None) -> None:
    """Leave a message of this template, in the caller's transaction; once for each version."""
    row, house = folder.row, issuer(folder.row.issuer)
    words = reason_words(row.reason or row.asked_reason)
    moment = until or row.due_at or row.rests_until or now

    def facts(language: str) -> Mapping[str, str]:
        with override(language):
            reason = gettext(words.holder) if words else "-"
        told = {
            "case": row.case,
            "hotline": house.hotline,
            "until": moment_words(moment, zone=house.zone, language=language),
            "reason": reason,
        }
        return {fact: told[fact] for fact in template(name).facts}

    people.tell_holder(
        holder=folder.holder,
        template=name,
        facts=facts,
        reference=f"{name}:{folder.id}:{row.version}",
        issuer=row.issuer,
        now=now,
    )
