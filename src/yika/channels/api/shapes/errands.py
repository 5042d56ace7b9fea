"""How errands look to programs: what is asked next, in the reader's language."""

from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import Field

from yika.channels.api.terms.shapes import (
    CardId,
    ErrandId,
    HolderId,
    Moment,
    ProductCode,
    Shape,
    Words,
    one_of,
)
from yika.channels.common.words import said
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.domain.errands.rules.plan import State, Turn
from yika.domain.errands.rules.views import (
    ErrandCard,
    ErrandLine,
    ErrandView,
    NextStep,
    Prepared,
    StepState,
    StepView,
    Ticket,
    Told,
)
from yika.kit.errors import gettext_noop

CaseNumber = Annotated[str, Field(examples=["K7F3-2Q9M"])]
Kind = Annotated[str, Field(examples=["activation"])]
StepName = Annotated[str, Field(examples=["possession"])]
ErrandState = Annotated[State, one_of(State)]


class AskedChoice(Shape):
    value: str
    label: str


class AskedField(Shape):
    """One field of what is given at a step."""

    name: Annotated[str, Field(examples=["code"])]
    kind: Annotated[AskKind, one_of(AskKind)]
    label: Annotated[str, Field(examples=["Code on the card"])]
    hint: str
    required: bool
    secret: bool
    max_length: int
    choices: list[AskedChoice]

    @classmethod
    def of(cls, ask: Ask) -> "AskedField":
        """What the field would begin with on a page is left out: it may be personal."""
        return cls(
            name=ask.name,
            kind=ask.kind,
            label=_(ask.label),
            hint=_(ask.hint) if ask.hint else "",
            required=ask.required,
            secret=ask.secret,
            max_length=ask.max_length,
            choices=[
                AskedChoice(value=one.value, label=said(one.label, literal=one.literal))
                for one in ask.choices
            ],
        )


class ToldLine(Shape):
    """A line to show before the answer is given."""

    label: Annotated[str, Field(examples=["You collect it at"])]
    value: str

    @classmethod
    def of(cls, told: Told) -> "ToldLine":
        return cls(label=_(told.label), value=said(told.value, literal=told.literal))


class Sent(Shape):
    """What was sent to prepare the step, and where to, masked."""

    masked: Annotated[str, Field(examples=["138 ···· 8000"])]
    expires_at: Moment
    again_at: Moment

    @classmethod
    def of(cls, prepared: Prepared) -> "Sent":
        return cls(
            masked=prepared.masked, expires_at=prepared.expires_at, again_at=prepared.again_at
        )


class Next(Shape):
    """What comes next. While `prepare` is there and `sent` is not, prepare the step first."""

    step: StepName
    title: Annotated[str, Field(examples=["Show that you have the card"])]
    lead: str
    can_here: bool = Field(description=gettext_noop("Whether this program can do the step."))
    elsewhere: str = Field(description=gettext_noop("Where to go if it cannot."))
    faces: list[Annotated[str, Field(examples=["web"])]]
    skippable: bool
    tells: list[ToldLine]
    asks: list[AskedField]
    prepare: list[AskedField] | None
    sent: Sent | None

    @classmethod
    def of(cls, step: NextStep) -> "Next":
        return cls(
            step=step.name,
            title=_(step.title),
            lead=_(step.lead) if step.lead else "",
            can_here=step.can_here,
            elsewhere=_(step.elsewhere) if step.elsewhere else "",
            faces=[face.value for face in step.faces],
            skippable=step.skippable,
            tells=[ToldLine.of(line) for line in step.tells],
            asks=[AskedField.of(ask) for ask in step.asks],
            prepare=None if step.prepare is None else [AskedField.of(ask) for ask in step.prepare],
            sent=Sent.of(step.prepared) if step.prepared else None,
        )


class Step(Shape):
    name: StepName
    title: Annotated[str, Field(examples=["Show that you have the card"])]
    state: Annotated[StepState, one_of(StepState)]
    optional: bool
    done_at: Moment | None

    @classmethod
    def of(cls, step: StepView) -> "Step":
        return cls(
            name=step.name,
            title=_(step.title),
            state=step.state,
            optional=step.optional,
            done_at=step.done_at,
        )


class CardOfErrand(Shape):
    id: CardId
    number: Annotated[str, Field(examples=["6217 ···· 0417"])]
    product: ProductCode
    edition: int
    name: Words

    @classmethod
    def of(cls, card: ErrandCard) -> "CardOfErrand":
        return cls(
            id=card.id,
            number=card.number,
            product=card.product,
            edition=card.edition,
            name=Words.of(card.name),
        )


class Errand(Shape):
    """An errand as it stands. Send its `version` with whatever you do next."""

    id: ErrandId
    case: CaseNumber
    kind: Kind
    title: Annotated[str, Field(examples=["Activate a card"])]
    state: ErrandState
    version: int
    hotline: Annotated[str, Field(examples=["400 800 1234"])]
    product: ProductCode
    name: Words
    card: CardOfErrand | None
    holder: HolderId | None
    holder_name: Annotated[str, Field(description=gettext_noop("Masked."))]
    steps: list[Step]
    next: Next | None
    back: str = Field(description=gettext_noop("The step that going back would undo."))
    trouble: str = Field(description=gettext_noop("The code of what the last try met."))
    begun_at: Moment
    due_at: Moment | None
    expires_at: Moment
    ended_at: Moment | None

    @classmethod
    def of(cls, errand: ErrandView) -> "Errand":
        return cls(
            id=errand.id,
            case=errand.case,
            kind=errand.kind,
            title=_(errand.title),
            state=errand.state,
            version=errand.version,
            hotline=errand.hotline,
            product=errand.product,
            name=Words.of(errand.name),
            card=CardOfErrand.of(errand.card) if errand.card else None,
            holder=errand.holder or None,
            holder_name=errand.holder_name,
            steps=[Step.of(step) for step in errand.steps],
            next=Next.of(errand.next) if errand.next else None,
            back=errand.back,
            trouble=errand.trouble,
            begun_at=errand.begun_at,
            due_at=errand.due_at,
            expires_at=errand.expires_at,
            ended_at=errand.ended_at,
        )


class ErrandEntry(Shape):
    """An errand in a list."""

    id: ErrandId
    case: CaseNumber
    kind: Kind
    title: Annotated[str, Field(examples=["Activate a card"])]
    state: ErrandState
    card: CardId | None
    holder: HolderId | None
    next: str
    begun_at: Moment
    due_at: Moment | None
    expires_at: Moment

    @classmethod
    def of(cls, line: ErrandLine) -> "ErrandEntry":
        return cls(
            id=line.id,
            case=line.case,
            kind=line.kind,
            title=_(line.title),
            state=line.state,
            card=line.card or None,
            holder=line.holder or None,
            next=_(line.next) if line.next else "",
            begun_at=line.begun_at,
            due_at=line.due_at,
            expires_at=line.expires_at,
        )


class Happened(Shape):
    """One change of an errand."""

    version: int
    act: str
    step: str
    at: Moment
    by: str
    channel: str

    @classmethod
    def of(cls, turn: Turn) -> "Happened":
        return cls(
            version=turn.version,
            act=turn.act,
            step=turn.step,
            at=turn.at,
            by=turn.by,
            channel=turn.channel,
        )


class ErrandHistory(Shape):
    """The oldest first."""

    data: list[Happened]


class HandedOver(Shape):
    """Takes an errand to another face: a code to type, or a token for a link. Works once."""

    code: Annotated[str, Field(examples=["7Q2M-X4KD"])]
    token: str
    expires_at: Moment

    @classmethod
    def of(cls, ticket: Ticket) -> "HandedOver":
        return cls(code=ticket.code, token=ticket.token, expires_at=ticket.expires_at)
