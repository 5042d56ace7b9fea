"""Errands: one thing a person wants done, step by step, on any face and here."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

from ninja import Path, Query
from pydantic import Field, StringConstraints

from yika.channels.api.shapes.errands import (
    Errand,
    ErrandEntry,
    ErrandHistory,
    HandedOver,
    Happened,
)
from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.paging import Cursor, Page, page
from yika.channels.api.terms.problems import FieldsNotWell, field_faults
from yika.channels.api.terms.shapes import (
    CardId,
    Code,
    ErrandId,
    Filter,
    Given,
    HolderId,
    Line,
    Note,
)
from yika.domain.errands import actions, queries
from yika.domain.errands.rules.refusals import UnknownErrand
from yika.domain.errands.rules.views import ErrandView
from yika.domain.staff.rules import Right
from yika.kit.errors import Invalid, gettext_noop

resource = Resource(
    "errands",
    gettext_noop("Errands"),
    gettext_noop("One thing a person wants done, step by step: begun here, ended anywhere."),
)

PICTURES = "pictures"
"""The step that asks for them."""

FIELDS_MAX = 40
VERSION_MAX = 2**31 - 1

Version = Annotated[
    int,
    Field(
        ge=0,
        le=VERSION_MAX,
        description=gettext_noop("That of the errand as you saw it."),
        examples=[3],
    ),
]
StepCode = Annotated[Code, Field(examples=["possession"])]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


About = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9-]{1,48}/[a-z0-9-]{1,40}$"),
    Field(examples=["rivertown-transit/transit-adult"]),
]


class ErrandFilter(Filter):
    """Which open errands are wanted."""

    card: CardId | None = None
    holder: HolderId | None = None


class Begin(Given):
    kind: Annotated[Code, Field(examples=["activation"])]
    card: CardId | None = None
    about: About | None = Field(
        None, description=gettext_noop("What it is about where there is no card: the kind of card.")
    )
    holder: HolderId | None = Field(
        None, description=gettext_noop("Whom you serve, if you know him.")
    )


class Seen(Given):
    version: Version


class GivenAtStep(Seen):
    """What is given at a step, and the errand as it was seen then."""

    given: dict[Name, Note | bool | None] = Field(
        default_factory=dict,
        max_length=FIELDS_MAX,
        description=gettext_noop("Exactly the fields that the errand asks for, by their names."),
        examples=[{"code": "482913"}],
        json_schema_extra={"additionalProperties": False},
    )


class PictureOf(Filter):
    """Which picture it is. Without the version, that of the errand as it is now counts."""

    version: Version | None = None
    side: Code | None = Field(
        None, description=gettext_noop("Where every side is there: the one to be replaced.")
    )


class Brought(Given):
    ticket: Annotated[Line, Field(min_length=1, examples=["7Q2M-X4KD"])]


class Case(Given):
    case: Annotated[Line, Field(min_length=1, examples=["K7F3-2Q9M"])]


@resource.reads(
    "/errands",
    summary=gettext_noop("List open errands"),
    gives=Page[ErrandEntry],
    scope=Right.ERRANDS_VIEW,
)
def list_errands(
    request: ApiRequest, cursor: Query[Cursor], only: Query[ErrandFilter]
) -> Page[ErrandEntry]:
    fetch = partial(queries.open_errands, by=request.call.by, now=request.call.now, **only.wanted)
    return page(cursor, fetch, ErrandEntry.of)


@resource.changes(
    "/errands",
    summary=gettext_noop("Begin an errand"),
    about=gettext_noop(
        "The one that is open already is given to the same person again. A refusal carries a case "
        "number and the hotline among its facts."
    ),
    gives=Errand,
    scope=Right.ERRANDS_SERVE,
    machines=True,
    status=201,
)
def begin_errand(request: ApiRequest, given: Begin) -> Errand:
    begun = actions.begin_errand(
        kind=given.kind,
        card=given.card or "",
        about=given.about or "",
        holder=given.holder or "",
        address=request.call.address,
        **request.call.traces,
    )
    return Errand.of(begun)


@resource.asks(
    "/errands/lookup",
    summary=gettext_noop("Find an errand by its case number"),
    gives=Errand,
    scope=Right.ERRANDS_VIEW,
)
def find_errand(request: ApiRequest, given: Case) -> Errand:
    found = queries.find_case(given.case, by=request.call.by, now=request.call.now)
    if found.errand is None:
        raise UnknownErrand
    return Errand.of(found.errand)


@resource.changes(
    "/errands/pick-up",
    summary=gettext_noop("Go on with an errand that was handed over"),
    gives=Errand,
    scope=Right.ERRANDS_SERVE,
    machines=True,
)
def pick_up_errand(request: ApiRequest, given: Brought) -> Errand:
    return Errand.of(actions.pick_up(ticket=given.ticket, **request.call.traces))


@resource.reads(
    "/errands/{errand}",
    summary=gettext_noop("Get an errand"),
    gives=Errand,
    scope=Right.ERRANDS_VIEW,
    machines=True,
)
def get_errand(request: ApiRequest, errand: Path[ErrandId]) -> Errand:
    return Errand.of(queries.errand(errand, by=request.call.by, now=request.call.now))


@resource.reads(
    "/errands/{errand}/history",
    summary=gettext_noop("Get the history of an errand"),
    gives=ErrandHistory,
    scope=Right.ERRANDS_VIEW,
)
def get_errand_history(request: ApiRequest, errand: Path[ErrandId]) -> ErrandHistory:
    turns = queries.history(errand, by=request.call.by)
    return ErrandHistory(data=[Happened.of(turn) for turn in turns])


@resource.changes(
    "/errands/{errand}/steps/{step}/prepare",
    summary=gettext_noop("Prepare a step"),
    about=gettext_noop("Has a code sent, for instance. Again to have it sent again."),
    gives=Errand,
    scope=Right.ERRANDS_SERVE,
    machines=True,
)
def prepare_step(
    request: ApiRequest, errand: Path[ErrandId], step: Path[StepCode], given: GivenAtStep
) -> Errand:
    return _done(actions.prepare_step, request, given, errand=errand, step=step)


@resource.changes(
    "/errands/{errand}/steps/{step}/take",
    summary=gettext_noop("Take a step"),
    about=gettext_noop(
        "With what the errand asks for now. A conflict says that somebody else went on meanwhile: "
        "get the errand again and go on from there."
    ),
    gives=Errand,
    scope=Right.ERRANDS_SERVE,
    machines=True,
)
def take_step(
    request: ApiRequest, errand: Path[ErrandId], step: Path[StepCode], given: GivenAtStep
) -> Errand:
    return _done(actions.take_step, request, given, errand=errand, step=step)


@resource.takes(
    "/errands/{errand}/pictures",
    summary=gettext_noop("Add a picture to an errand"),
    about=gettext_noop(
        "The picture of the side that the errand asks for next, as JPEG, PNG or WebP of 20 MB at "
        "most. It is looked at at once: a refusal names what is wrong with it and what helps."
    ),
    gives=Errand,
    scope=Right.ERRANDS_SERVE,
)
def add_picture(request: ApiRequest, errand: Path[ErrandId], at: Query[PictureOf]) -> Errand:
    call = request.call
    seen = queries.errand(errand, by=call.by, now=call.now)
    given: dict[str, object] = {"picture": call.picture or None}
    if at.side:
        given["side"] = at.side
    try:
        after = actions.take_step(
            errand=errand,
            step=PICTURES,
            given=given,
            version=seen.version if at.version is None else at.version,
            **call.traces,
        )
    except Invalid as invalid:
        raise FieldsNotWell(field_faults(invalid)) from None
    return Errand.of(after)


@resource.changes(
    "/errands/{errand}/steps/{step}/skip",
    summary=gettext_noop("Skip a step that is not needed"),
    gives=Errand,
    scope=Right.ERRANDS_SERVE,
    machines=True,
)
def skip_step(
    request: ApiRequest, errand: Path[ErrandId], step: Path[StepCode], given: Seen
) -> Errand:
    return Errand.of(
        actions.skip_step(errand=errand, step=step, version=given.version, **request.call.traces)
    )


@resource.changes(
    "/errands/{errand}/undo",
    summary=gettext_noop("Go back a step"),
    gives=Errand,
    scope=Right.ERRANDS_SERVE,
    machines=True,
)
def undo_step(request: ApiRequest, errand: Path[ErrandId], given: Seen) -> Errand:
    return Errand.of(actions.undo_step(errand=errand, version=given.version, **request.call.traces))


@resource.changes(
    "/errands/{errand}/withdraw",
    summary=gettext_noop("Give an errand up"),
    gives=Errand,
    scope=Right.ERRANDS_SERVE,
    machines=True,
)
def withdraw_errand(request: ApiRequest, errand: Path[ErrandId], given: Seen) -> Errand:
    return Errand.of(
        actions.withdraw_errand(errand=errand, version=given.version, **request.call.traces)
    )


@resource.changes(
    "/errands/{errand}/hand-over",
    summary=gettext_noop("Hand an errand over to another face"),
    about=gettext_noop("The ticket is shown once, works once, and not for long."),
    gives=HandedOver,
    scope=Right.ERRANDS_SERVE,
    machines=True,
    status=201,
)
def hand_errand_over(request: ApiRequest, errand: Path[ErrandId]) -> HandedOver:
    return HandedOver.of(actions.hand_over(errand=errand, **request.call.traces))


def _done(
    act: Callable[..., ErrandView], request: ApiRequest, given: GivenAtStep, **which: str
) -> Errand:
    try:
        view = act(
            given=given.given,
            version=given.version,
            address=request.call.address,
            **which,
            **request.call.traces,
        )
    except Invalid as invalid:
        raise FieldsNotWell(field_faults(invalid, under="given")) from None
    return Errand.of(view)
