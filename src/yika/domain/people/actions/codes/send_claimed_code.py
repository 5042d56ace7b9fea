"""Sends a one-time code to a contact that somebody says belongs to the holder of a thing."""

from datetime import datetime

from django.db import transaction

from yika.domain.people.actions.codes.goal import claimed_goal
from yika.domain.people.actions.codes.sending import Wish, send_to
from yika.domain.people.models import Holder
from yika.domain.people.rules.codes import ProofView, Purpose
from yika.kit import ids
from yika.kit.actor import Actor


@transaction.atomic
def send_claimed_code(  # noqa: PLR0913  all that a code is about
    *,
    contact: str,
    holder: str,
    about: str,
    purpose: Purpose = Purpose.LOSS,
    address: str,
    language: str,
    by: Actor,
    now: datetime,
    request_id: str,
) -> ProofView:
    """Send a code about a thing of his, if this contact is the holder's; for the nouns above.

    `about` is the thing, such as a card that was lost, `holder` whose it is; both are empty where
    nothing is known, and the one who asks knows neither. Whatever is true of them, the answer, its
    waits and the work done for it are the same, so that nobody learns whose a thing is. Safe to
    repeat: the same `request_id` is one code.
    """
    owner = Holder.objects.filter(pk=ids.read("hld", holder)).first() if holder else None
    return send_to(
        Wish(
            purpose=purpose,
            goal=claimed_goal(contact, owner, now),
            about=about,
            language=language,
        ),
        address=address,
        by=by,
        now=now,
        request_id=request_id,
        facts={"about": about},
    )
