"""What a step is to the engine: one file with its rule, its forms, and what it does and undoes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, TypedDict

from yika.domain.errands.rules.asks import Ask, Nothing, StepForm, asks
from yika.domain.errands.rules.views import Prepared, Told
from yika.kit.actor import Actor, ActorKind, Channel
from yika.kit.errors import gettext_noop
from yika.products.product import CardProduct

Values = Mapping[str, str]
NO_VALUES: Values = {}

EVERYWHERE = frozenset({Channel.WEB, Channel.COUNTER, Channel.KIOSK, Channel.API})
ANYBODY = frozenset({ActorKind.HOLDER, ActorKind.STAFF, ActorKind.DEVICE, ActorKind.API_KEY})


class Who(TypedDict):
    """What every action is told of who acts."""

    by: Actor
    now: datetime
    request_id: str


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is there now, when, and by which request. `address` is that of his network."""

    by: Actor
    now: datetime
    request_id: str
    address: str = field(default="", repr=False)

    @property
    def who(self) -> Who:
        return Who(by=self.by, now=self.now, request_id=self.request_id)


@dataclass(frozen=True, slots=True)
class Stand:
    """An errand as a step sees it, and who is there now.

    `carried` is what earlier steps left, by name; `sent` what preparing this one left.
    """

    id: str
    case: str
    kind: str
    issuer: str
    product: CardProduct
    card: str
    holder: str
    visit: Visit
    carried: Values = field(default_factory=dict, repr=False)
    sent: Values = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do a step: on which faces, by whom, and what is given there."""

    form: type[StepForm]
    lead: str
    faces: frozenset[Channel] = EVERYWHERE
    who: frozenset[ActorKind] = ANYBODY

    def is_for(self, by: Actor) -> bool:
        return by.channel in self.faces and by.kind in self.who


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step leaves behind.

    `carry` is kept sealed for later steps until the errand ends, `facts` sealed in the record
    for ever. `holder` is who the person has turned out to be. `part`: this was one of several
    things, and the step comes next again.
    """

    carry: Values = field(default_factory=dict, repr=False)
    facts: Values = field(default_factory=dict, repr=False)
    holder: str | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """What preparing a step leaves behind: what the person is told, and what the step carries."""

    prepared: Prepared
    carry: Values = field(default_factory=dict, repr=False)


class Step:
    """A step of any errand. Subclasses say what is theirs; the engine calls it in this order.

    `known`? then nothing is asked. Else `asks` is shown, `check` looks at what was given, and
    what it answers `apply` does. `check` and `prepare` run in no transaction, so that what they
    count stays counted when they refuse; `apply` and `undo` run in the errand's own, with the
    row locked.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    ways: ClassVar[tuple[Way, ...]]
    button: ClassVar[str] = gettext_noop("Continue")
    elsewhere: ClassVar[str] = gettext_noop("This step cannot be done here.")
    # What is asked before something is sent; None where nothing is.
    sends: ClassVar[type[StepForm] | None] = None
    # Whether a person may go back on it; what was proven once stays proven.
    returns: ClassVar[bool] = False

    # How the button reads by which it is left out, where the policy lets a person do so. Of a
    # step that says so itself it is as plain to see as the one that goes on.
    skip: ClassVar[str] = ""

    # Whether it is only offered, also after the end, where the policy lets a person leave it out.
    follows: ClassVar[bool] = False

    # Whether it waits for somebody else, so that the person has nothing to do anywhere.
    waits: ClassVar[bool] = False

    # What must be there before it: a card; somebody who is known, found by an earlier step.
    of_card: ClassVar[bool] = False
    of_holder: ClassVar[bool] = False
    finds_holder: ClassVar[bool] = False

    # What a guide tells of it: what to have at hand, and about how long it takes.
    bring: ClassVar[tuple[str, ...]] = ()
    minutes: ClassVar[int] = 1

    def needed(self, product: CardProduct) -> bool:  # noqa: ARG002
        """Whether there is anything to do at it with cards of this kind."""
        return True

    def known(self, at: Stand) -> bool:  # noqa: ARG002
        """Whether there is nothing to ask of this person."""
        return False

    def way(self, by: Actor) -> Way | None:
        """How this actor can do the step; None if he cannot."""
        return next((way for way in self.ways if way.is_for(by)), None)

    def forms(self) -> tuple[type[StepForm], ...]:
        """Every form that may be given at this step."""
        return tuple(dict.fromkeys(way.form for way in self.ways))

    def form(self, at: Stand, way: Way) -> type[StepForm]:  # noqa: ARG002
        """The form that is given here and now."""
        return way.form

    def asks(self, at: Stand, way: Way) -> tuple[Ask, ...]:
        """The fields of the form, with what they begin with and what there is to choose."""
        return asks(self.form(at, way))

    def tells(self, at: Stand) -> tuple[Told, ...]:  # noqa: ARG002
        """What the person should read before he answers, line by line."""
        return ()

    def busy(self, at: Stand) -> bool:  # noqa: ARG002
        """Whether something is being done that changes what is shown here in a moment."""
        return False

    def asks_to_send(self, at: Stand) -> tuple[Ask, ...]:  # noqa: ARG002
        """The same for what is asked before something is sent."""
        return asks(self.sends or Nothing)

    def prepare(self, at: Stand, given: Any) -> Sent:
        """Send what the step waits for. Outside of any transaction."""
        raise NotImplementedError(self.name)

    def check(self, at: Stand, given: Any) -> Any:  # noqa: ARG002
        """Refuse what is wrong, and count it. Answers what `apply` needs."""
        return given

    def apply(self, at: Stand, checked: Any) -> Taken:  # noqa: ARG002
        """Do what the step is for, in the errand's transaction."""
        return Taken()

    def leave_out(self, at: Stand) -> None:  # noqa: ARG002
        """Take back what was given in part, when a person leaves the step out."""
        return

    def undo(self, at: Stand) -> None:  # noqa: ARG002
        """Take back what must not stay when the step no longer stands."""
        return
