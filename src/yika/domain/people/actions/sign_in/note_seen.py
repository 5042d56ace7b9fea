"""Keeps a sign-in from ending while somebody uses it."""

from datetime import datetime

from yika.domain.people.models import SignIn
from yika.domain.people.queries.sign_ins import Who
from yika.domain.people.rules.sign_ins import SEEN_EVERY
from yika.kit import ids


def note_seen(who: Who, *, now: datetime) -> None:
    """Note that somebody is here, at most once a minute."""
    if now - who.seen_at >= SEEN_EVERY:
        seen = SignIn.objects.filter(pk=ids.read("sgn", who.sign_in), seen_at__lt=now)
        seen.update(seen_at=now)
