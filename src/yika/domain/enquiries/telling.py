"""Tells who asked how his enquiry goes on; what was said never leaves in a message."""

from collections.abc import Mapping

from yika.domain.enquiries.folder import Folder, Visit, opened
from yika.domain.issuers.queries import issuer
from yika.domain.messages import rules as messages
from yika.domain.messages.actions import send_message
from yika.domain.messages.rules import Recipient, Way
from yika.domain.people import actions as people
from yika.domain.people.rules.contacts import Kind

WAYS = {Kind.PHONE: Way.SMS, Kind.EMAIL: Way.EMAIL}


def tell_asker(folder: Folder, template: str, visit: Visit) -> None:
    """Leave a message, in the caller's transaction: that it was received, answered, or is late.

    A holder finds it in his inbox and on his proven contacts; anybody else where he asked from.
    """
    row, house = folder.row, issuer(folder.row.issuer)
    reference = f"{template}:{folder.id}:{row.version}"

    def facts(language: str) -> Mapping[str, str]:
        due = messages.moment_words(row.due_at, zone=house.zone, language=language)
        told = {"number": row.number, "hotline": house.hotline, "due": due}
        return {name: told[name] for name in messages.template(template).facts}

    if folder.holder:
        people.tell_holder(
            holder=folder.holder,
            template=template,
            facts=facts,
            reference=reference,
            issuer=row.issuer,
            now=visit.now,
        )
        return
    to = Recipient(
        holder="",
        way=WAYS[Kind(row.contact_kind)],
        address=opened(row.contact, where=row.where),
        language=row.language,
    )
    send_message(
        template=template,
        to=to,
        facts=facts(row.language),
        reference=f"{reference}:{to.way}",
        issuer=row.issuer,
        now=visit.now,
    )
