"""Says who the person behind a login is, as the one who acts."""

from yika.domain.people.models import Login
from yika.domain.staff.queries import standing
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, Channel


def himself(login: Login, channel: Channel) -> Actor:
    """A holder for himself; a member of staff for his issuer, with no rights yet."""
    if holder := holder_of(login):
        return Actor(ActorKind.HOLDER, holder, channel)
    shown = ids.show("login", login.id)
    works = standing(shown)
    return Actor(ActorKind.STAFF, shown, channel, issuer=works.issuer if works else "")


def holder_of(login: Login) -> str:
    """The holder who comes in by this login; empty for staff."""
    holder = getattr(login, "holder", None)
    return ids.show("hld", holder.id) if holder else ""
