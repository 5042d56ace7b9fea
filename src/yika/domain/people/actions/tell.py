"""Tells a holder what happened to his account, wherever he can be reached."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from yika.domain.messages import rules as messages
from yika.domain.messages.actions import send_message
from yika.domain.messages.rules import Recipient, Way
from yika.domain.people.models import Contact, Holder
from yika.domain.people.rules.contacts import Kind

ZONE = "Asia/Shanghai"  # a holder has no zone of his own
WAYS = {Kind.PHONE: Way.SMS, Kind.EMAIL: Way.EMAIL}


def tell(
    holder: Holder,
    *,
    template: str,
    facts: Mapping[str, str],
    reference: str,
    now: datetime,
    but: Contact | None = None,
    issuer: str = "",
) -> None:
    """Send a message to the inbox and to every proven contact `but` one, in this transaction.

    A contact that is on its way out is told too: it may be the only one in the right hands. The
    fact `time` is filled in, where the template wants it.
    """
    if "time" in messages.template(template).facts:
        time = messages.moment_words(now, zone=ZONE, language=holder.language)
        facts = {**facts, "time": time}
    for place, to in _recipients(holder, but):
        send_message(
            template=template,
            to=to,
            facts=facts,
            reference=f"{reference}:{place}",
            issuer=issuer,
            now=now,
        )


def _recipients(holder: Holder, but: Contact | None) -> Iterator[tuple[str, Recipient]]:
    language, phrase = holder.language, holder.told("phrase")
    inbox = Recipient(holder=str(holder), way=Way.INBOX, language=language, phrase=phrase)
    yield Way.INBOX, inbox
    for contact in holder.contacts.proven().order_by("id"):
        if contact == but:
            continue
        yield (
            str(contact),
            Recipient(
                holder=str(holder),
                way=WAYS[Kind(contact.kind)],
                address=contact.told("value"),
                language=language,
                phrase=phrase,
            ),
        )
