"""How an errand is told: what the one who asks may know of it, as a value."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from yika.domain.cards import queries as cards
from yika.domain.errands.folder import Folder
from yika.domain.errands.kinds import kind as kind_of
from yika.domain.errands.models import FailedBegin
from yika.domain.errands.rules import access, plan
from yika.domain.errands.rules.plan import Act, Planned, State
from yika.domain.errands.rules.views import (
    ErrandCard,
    ErrandLine,
    ErrandView,
    NextStep,
    Prepared,
    StepState,
    StepView,
    Trouble,
)
from yika.domain.errands.steps import step as step_of
from yika.domain.errands.steps.step import Visit
from yika.domain.issuers import queries as issuers
from yika.domain.people import queries as people
from yika.kit import ids
from yika.kit.actor import WORKER, Actor, Channel

STATES = {Act.TAKEN: StepState.DONE, Act.SKIPPED: StepState.SKIPPED, Act.KNOWN: StepState.KNOWN}


def view(folder: Folder, *, by: Actor, now: datetime) -> ErrandView:
    """The errand as this actor sees it now."""
    row = folder.row
    following = None if folder.is_over(now) else folder.next
    back = folder.way_back
    expired = folder.state is State.OPEN and folder.is_over(now)
    return ErrandView(
        id=str(row),
        case=row.case,
        kind=row.kind,
        title=folder.kind.title,
        state=State.EXPIRED if expired else folder.state,
        version=row.version,
        issuer=row.issuer,
        hotline=_hotline(row.issuer),
        product=row.product,
        name=folder.product.name,
        card=_card(folder),
        holder=folder.holder,
        holder_name=people.name_for(folder.holder, by) if folder.holder else "",
        steps=tuple(_steps(folder, following)),
        next=_next(folder, following, by, now) if following else None,
        back=back.step if back and following else "",
        trouble=row.trouble,
        begun_at=row.begun_at,
        due_at=row.due_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
    )


def trouble(row: FailedBegin) -> Trouble:
    """A beginning that was refused."""
    return Trouble(
        case=row.case,
        kind=row.kind,
        code=row.code,
        issuer=row.issuer,
        card=ids.show("card", row.card) if row.card else "",
        channel=Channel(row.channel),
        at=row.at,
        hotline=_hotline(row.issuer),
    )


def _steps(folder: Folder, following: Planned | None) -> Iterable[StepView]:
    turns = {turn.step: turn for turn in plan.settled(folder.record)}
    for planned in folder.plan:
        turn = turns.get(planned.name)
        ahead = StepState.NEXT if planned == following else StepState.AHEAD
        yield StepView(
            name=planned.name,
            title=step_of(planned.name).title,
            state=STATES[turn.act] if turn else ahead,
            optional=planned.optional,
            done_at=turn.at if turn else None,
            channel=Channel(turn.channel) if turn else None,
        )


def _next(folder: Folder, planned: Planned, by: Actor, now: datetime) -> NextStep:
    step, at = step_of(planned.name), folder.stand(Visit(by, now, request_id=""))
    way = step.way(by)
    sends = way is not None and step.sends is not None
    sent = folder.is_prepared(planned.name)
    serves = access.may_serve(by, folder.row.issuer)
    return NextStep(
        name=step.name,
        title=step.title,
        lead=way.lead if way else "",
        button=step.button,
        tells=step.tells(at) if serves and (way or step.waits) else (),
        asks=step.asks(at, way) if way else (),
        prepare=step.asks_to_send(at) if sends else None,
        prepared=_prepared(at.sent) if sends and sent else None,
        skippable=planned.optional,
        skip=step.skip if planned.optional else "",
        can_here=way is not None and serves,
        elsewhere="" if way else step.elsewhere,
        faces=tuple(sorted(set().union(*(one.faces for one in step.ways)))),
        who=tuple(sorted(set().union(*(one.who for one in step.ways)))),
        waits=step.waits,
        busy=way is not None and step.busy(at),
    )


def _prepared(sent: Mapping[str, str]) -> Prepared:
    return Prepared(
        masked=sent["masked"],
        expires_at=datetime.fromisoformat(sent["expires_at"]),
        again_at=datetime.fromisoformat(sent["again_at"]),
    )


def line(folder: Folder) -> ErrandLine:
    """An errand in a list."""
    row, following = folder.row, folder.next
    return ErrandLine(
        id=str(row),
        case=row.case,
        kind=row.kind,
        title=kind_of(row.kind).title,
        state=folder.state,
        issuer=row.issuer,
        name=folder.product.name,
        card=ids.show("card", row.card) if row.card else "",
        holder=folder.holder,
        next=step_of(following.name).title if following else "",
        begun_at=row.begun_at,
        due_at=row.due_at,
        expires_at=row.expires_at,
        waits=following is not None and step_of(following.name).waits,
    )


def _card(folder: Folder) -> ErrandCard | None:
    row = folder.row
    if row.card is None:
        return None
    card = cards.card(ids.show("card", row.card), WORKER)  # who sees the errand sees this much
    return ErrandCard(
        id=card.id,
        number=card.masked_number,
        tail=card.tail,
        product=row.product,
        edition=row.edition,
        name=folder.product.name,
        face=card.face,
    )


def _hotline(issuer: str) -> str:
    found = issuers.find_issuer(issuer)
    return found.hotline if found else ""
