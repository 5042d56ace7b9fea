"""Questions others may ask about enquiries. Each answer is made for the one who asks."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Avg, Count, Q, QuerySet

from yika.domain.enquiries.folder import Folder, open_folder, opened
from yika.domain.enquiries.models import Enquiry, EnquiryTurn
from yika.domain.enquiries.rules import access, promises, refusals
from yika.domain.enquiries.rules.kinds import Kind, Topic
from yika.domain.enquiries.rules.numbers import find_number
from yika.domain.enquiries.rules.states import SHOWN, SPOKEN, Act, State
from yika.domain.enquiries.rules.views import Counts, EnquiryLine, EnquiryView, TurnView
from yika.domain.people.queries import name_for, proven_contact
from yika.domain.people.rules import Purpose, masked
from yika.domain.staff import queries as staff
from yika.domain.staff.rules import Right
from yika.domain.vault.queries import keyring
from yika.kit import blind, ids
from yika.kit.actor import WORKER, Actor, ActorKind, Channel

LINES_MAX = 200
NOBODY = UUID(int=0)
RATED_WITHIN = timedelta(days=30)


def enquiry(enquiry: str, *, by: Actor, now: datetime) -> EnquiryView:
    """One enquiry with all that was said; UnknownEnquiry when it is not for this actor."""
    return view(open_folder(enquiry, by=by), by=by, now=now)


def find_enquiry(number: str, *, by: Actor, now: datetime) -> EnquiryView:
    """The one with this number, however it was typed, for who may know of it."""
    return enquiry(_numbered(number), by=by, now=now)


def asked_from(number: str, *, proof: str, now: datetime) -> str:
    """The enquiry with this number, for who has proven the contact it was asked from.

    Both are needed: a contact may pass to somebody else one day, and a number may be overheard.
    """
    proven = proven_contact(proof, purpose=Purpose.ENQUIRY, now=now)
    found = _numbered(number)
    row = Enquiry.objects.get(pk=ids.read("enq", found))
    if row.holder is not None:
        fits = proven.holder == ids.show("hld", row.holder)
    else:
        keys = blind.candidates(keyring(), proven.kind, proven.value)
        fits = row.contact_kind == proven.kind and row.contact_index in keys
    if not fits:
        raise refusals.UnknownEnquiry
    return found


def busy_holders(issuer: str, holders: Collection[UUID]) -> frozenset[UUID]:
    """Those of these holders with an enquiry at the issuer that is not closed."""
    rows = Enquiry.objects.filter(issuer=issuer, holder__in=holders)
    open_ones = rows.exclude(state=State.CLOSED.value).values_list("holder", flat=True)
    return frozenset(holder for holder in open_ones if holder)


def enquiries(  # noqa: PLR0913  what a list can be narrowed by
    *,
    by: Actor,
    now: datetime,
    state: str = "",
    kind: str = "",
    owner: str = "",
    holder: str = "",
    overdue: bool = False,
    limit: int = 50,
    after: str = "",
    before: str = "",
) -> list[EnquiryLine]:
    """Those this actor may know of, the newest first. `owner` "nobody" is those without one.

    `after` and `before` are enquiries of an earlier page; what is no id of one is passed over.
    """
    rows = _known_to(by)
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    if owner:
        rows = rows.filter(owner="" if owner == "nobody" else owner)
    if holder:
        rows = rows.filter(holder=_key("hld", holder) or NOBODY)
    if overdue:
        rows = rows.filter(state=State.OPEN.value, due_at__lte=now)
    most = min(limit, LINES_MAX)
    if above := _key("enq", before):
        found = list(rows.filter(pk__gt=above).order_by("id")[:most])[::-1]
    else:
        if below := _key("enq", after):
            rows = rows.filter(pk__lt=below)
        found = list(rows.order_by("-id")[:most])
    return [_line(row) for row in found]


def waiting(*, by: Actor, limit: int = 50) -> list[EnquiryLine]:
    """The open ones of the actor's issuer, those first that are due first."""
    rows = _known_to(by).filter(state=State.OPEN.value).order_by("due_at", "id")
    return [_line(row) for row in rows[: min(limit, LINES_MAX)]]


def counts(*, by: Actor, now: datetime) -> Counts:
    """How the enquiries of the actor's issuer stand."""
    open_ones = Q(state=State.OPEN.value)
    found = _known_to(by).aggregate(
        open=Count("id", filter=open_ones),
        overdue=Count("id", filter=open_ones & Q(due_at__lte=now)),
        escalated=Count("id", filter=open_ones & Q(level__gt=0)),
        unowned=Count("id", filter=open_ones & Q(owner="")),
        mine=Count("id", filter=open_ones & Q(owner=by.id)),
        mean=Avg("stars", filter=Q(rated_at__gt=now - RATED_WITHIN)),
        rated=Count("stars", filter=Q(rated_at__gt=now - RATED_WITHIN)),
    )
    mean = found.pop("mean")
    return Counts(stars=None if mean is None else round(float(mean) * 10), **found)


def possible_owners(enquiry: str, *, by: Actor) -> list[str]:
    """The logins of all who could look after it at its level."""
    row = open_folder(enquiry, by=by).row
    access.check_answers(by, row.issuer, level=0)
    found = staff.staff_of(WORKER, issuer=row.issuer)
    logins = [one.standing for one in found]
    return [one.login for one in logins if _answers(one.rights, row.level)]


def answers_here(login: str, *, issuer: str, level: int) -> bool:
    """Whether somebody works for this issuer and may answer enquiries of this level."""
    found = staff.standing(login)
    return found is not None and found.issuer == issuer and _answers(found.rights, level)


def view(folder: Folder, *, by: Actor, now: datetime) -> EnquiryView:
    """The enquiry as this actor sees it now."""
    row, state = folder.row, folder.state
    own = access.is_asker(folder.standing, by)
    answers = access.may_answer(by, row.issuer, row.level)
    helps = access.may_answer(by, row.issuer, 0)
    reopens = row.closed_at is None or promises.may_reopen(row.closed_at, now)
    line = _line(row)
    return EnquiryView(
        **{name: getattr(line, name) for name in EnquiryLine.__dataclass_fields__}
        | ({"owner": "", "level": min(row.level, 1)} if own else {}),
        who=_who(folder, by),
        about=row.about,
        page=row.page,
        channel=Channel(row.channel),
        version=row.version,
        turns=tuple(_turn(turn, own=own) for turn in folder.turns if _is_shown(turn, own)),
        answered_at=row.answered_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        may_add=reopens and (own or helps),
        may_answer=answers and state is not State.CLOSED,
        may_close=(own and state is not State.CLOSED) or (answers and state is State.ANSWERED),
        may_escalate=helps and state is State.OPEN and row.level < promises.LEVEL_MAX,
        may_rate=own and row.answered_at is not None and row.stars is None,
    )


def _is_shown(turn: EnquiryTurn, own: bool) -> bool:
    return not own or turn.act in SHOWN


def _turn(turn: EnquiryTurn, *, own: bool) -> TurnView:
    act = Act(turn.act)
    kept = act in SPOKEN or act is Act.RATED
    return TurnView(
        version=turn.version,
        act=act,
        at=turn.at,
        by_kind=ActorKind(turn.by_kind),
        by="" if own else turn.by,
        channel=Channel(turn.channel),
        words=opened(turn.words, where=turn.where) if kept or not own else "",
        detail="" if own and act is not Act.RATED else turn.detail,
    )


def _line(row: Enquiry) -> EnquiryLine:
    return EnquiryLine(
        id=str(row),
        number=row.number,
        kind=Kind(row.kind),
        topic=Topic(row.topic),
        issuer=row.issuer,
        outlet=row.outlet,
        holder=ids.show("hld", row.holder) if row.holder else "",
        state=State(row.state),
        level=row.level,
        owner=row.owner,
        asked_at=row.asked_at,
        due_at=row.due_at,
        stars=row.stars,
    )


def _who(folder: Folder, by: Actor) -> str:
    if folder.holder:
        return name_for(folder.holder, by)
    row = folder.row
    if row.contact is None:
        return ""
    return masked(row.contact_kind, opened(row.contact, where=row.where))


def _known_to(by: Actor) -> QuerySet[Enquiry]:
    """Those that exist for this actor: his own, those of his issuer, none for a machine."""
    rows = Enquiry.objects.all()
    match by.kind:
        case ActorKind.SYSTEM:
            return rows
        case ActorKind.HOLDER:
            own = Q(holder=_key("hld", by.id) or NOBODY) | Q(pk=_key("enq", by.id) or NOBODY)
            return rows.filter(own)
        case ActorKind.DEVICE:
            return rows.none()
        case _:
            access.check_looks(by, by.issuer)
            return rows.filter(issuer=by.issuer)


def _numbered(number: str) -> str:
    found = find_number(number)
    row = Enquiry.objects.filter(number=found).only("id").first() if found else None
    if row is None:
        raise refusals.UnknownEnquiry
    return str(row)


def _answers(rights: frozenset[str], level: int) -> bool:
    wanted = {Right.ENQUIRIES_ANSWER, *([Right.APPROVALS_DECIDE] if level else [])}
    return {right.value for right in wanted} <= rights


def _key(prefix: str, shown: str) -> UUID | None:
    """The key behind a public id; None for anything that is none."""
    try:
        return ids.read(prefix, shown)
    except ValueError:
        return None
