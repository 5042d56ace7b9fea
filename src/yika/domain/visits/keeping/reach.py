"""Who may know of which home visits, and holds them while he changes them."""

from uuid import UUID

from yika.domain.staff.rules import Right
from yika.domain.visits.models import Bundle, Diary, HomeVisit
from yika.domain.visits.rules.refusals import NotYourVisit, UnknownBundle, UnknownVisit
from yika.kit import ids
from yika.kit.actor import Actor, ActorKind, check_may


def reached(visit: str, *, by: Actor, lock: bool = False) -> HomeVisit:
    """The visit, for its holder and for staff of its issuer; UnknownVisit for anybody else."""
    rows = HomeVisit.objects.select_for_update() if lock else HomeVisit.objects.all()
    row = rows.filter(pk=key("vis", visit, UnknownVisit)).first()
    if row is None or not _exists_for(row, by):
        raise UnknownVisit
    if by.kind is ActorKind.STAFF:
        check_may(by, Right.VISITS_SERVE, row.issuer)
    return row


def held_bundle(bundle: str, *, by: Actor) -> tuple[HomeVisit, Bundle]:
    """What was taken along, with its visit; both held until the transaction ends."""
    found = Bundle.objects.filter(pk=key("bun", bundle, UnknownBundle)).first()
    if found is None or by.kind is ActorKind.HOLDER:
        raise UnknownBundle
    visit = reached(ids.show("vis", found.visit_id), by=by, lock=True)
    row = Bundle.objects.get(pk=found.pk)
    row.visit = visit
    return visit, row


def hold_diaries(*logins: str) -> None:
    """Hold the diaries of these people, one after the other in ascending order."""
    for login in sorted(logins):
        Diary.objects.get_or_create(login=login)
        Diary.objects.select_for_update().get(login=login)


def check_goes(visit: HomeVisit, by: Actor) -> None:
    """Refuse whoever is not one of the two."""
    if by.kind is not ActorKind.STAFF or by.id not in visit.staff:
        raise NotYourVisit


def key(prefix: str, text: str, unknown: type[Exception]) -> UUID:
    """The key behind a public id; what is no id is something that does not exist."""
    try:
        return ids.read(prefix, text)
    except ValueError:
        raise unknown from None


def _exists_for(row: HomeVisit, by: Actor) -> bool:
    if by.kind is ActorKind.HOLDER:
        return by.id == row.holder_id
    return by.kind in {ActorKind.STAFF, ActorKind.SYSTEM} and by.sees(row.issuer)
