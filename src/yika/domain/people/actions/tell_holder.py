"""Tells a holder what happened to something of his, for the nouns above."""

from collections.abc import Callable, Mapping
from datetime import datetime

from yika.domain.people.actions.tell import tell
from yika.domain.people.models import Holder
from yika.kit import ids


def tell_holder(
    *,
    holder: str,
    template: str,
    facts: Callable[[str], Mapping[str, str]],
    reference: str,
    issuer: str,
    now: datetime,
) -> None:
    """Send a message to the inbox and to every proven contact, in the caller's transaction.

    `facts` is asked for in the holder's language, because names of things differ by language.
    The same reference is told once.
    """
    row = Holder.objects.get(pk=ids.read("hld", holder))
    tell(
        row,
        template=template,
        facts=facts(row.language),
        reference=reference,
        issuer=issuer,
        now=now,
    )
