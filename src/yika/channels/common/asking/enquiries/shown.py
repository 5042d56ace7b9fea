"""How every face shows an enquiry: its words, its tag, its thread, and the forms around it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.utils.translation import gettext as _

from yika.domain.enquiries.rules import (
    KIND_WORDS,
    STAR_WORDS,
    TOPIC_WORDS,
    WORDS_MAX,
    Act,
    EnquiryLine,
    EnquiryView,
    Kind,
    Question,
    State,
    TurnView,
)
from yika.domain.errands.rules.asks import Ask, AskKind, Choice
from yika.kit.actor import ActorKind
from yika.kit.errors import gettext_noop

KIND = Ask(
    "kind",
    AskKind.CHOICE,
    gettext_noop("What is it?"),
    choices=tuple(Choice(kind.value, words) for kind, words in KIND_WORDS.items()),
    value=Kind.ENQUIRY.value,
)
TOPIC = Ask(
    "topic",
    AskKind.CHOICE,
    gettext_noop("What is it about?"),
    choices=tuple(Choice(topic.value, words) for topic, words in TOPIC_WORDS.items()),
)
WORDS = Ask(
    "words",
    AskKind.NOTE,
    gettext_noop("In your own words"),
    gettext_noop("What happened, where and when, and what you would like. No PIN, no password."),
    max_length=WORDS_MAX,
)
FURTHER = Ask("words", AskKind.NOTE, gettext_noop("Add something"), max_length=WORDS_MAX)
STARS = Ask(
    "stars",
    AskKind.CHOICE,
    gettext_noop("With how we dealt with it I am"),
    choices=tuple(Choice(str(stars), words) for stars, words in STAR_WORDS.items()),
)
REMARK = Ask(
    "words",
    AskKind.NOTE,
    gettext_noop("What should we do better?"),
    required=False,
    max_length=WORDS_MAX,
)

STATE_WORDS: Mapping[State, tuple[str, str]] = {
    State.OPEN: (gettext_noop("Waiting for our answer"), "warn"),
    State.ANSWERED: (gettext_noop("Answered"), ""),
    State.CLOSED: (gettext_noop("Ended"), "quiet"),
}
ACT_WORDS: Mapping[Act, str] = {
    Act.ASKED: gettext_noop("Question"),
    Act.ADDED: gettext_noop("Added to it"),
    Act.REOPENED: gettext_noop("Asked again"),
    Act.ANSWERED: gettext_noop("Our answer"),
    Act.TAKEN: gettext_noop("Taken on"),
    Act.HANDED_OVER: gettext_noop("Handed over"),
    Act.ESCALATED: gettext_noop("Passed to a supervisor"),
    Act.CLOSED: gettext_noop("Ended"),
    Act.RATED: gettext_noop("Rated"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An enquiry in a list."""

    line: EnquiryLine
    kind: str
    topic: str
    state: str
    tone: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of the thread. `ours` is what our side said or did."""

    turn: TurnView
    title: str
    ours: bool
    stars: str
    who: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole enquiry."""

    enquiry: EnquiryView
    head: Line
    turns: tuple[Said, ...]


def line(found: EnquiryLine, now: datetime) -> Line:
    """One row of a list, with the one tag that matters most."""
    words, tone = STATE_WORDS[found.state]
    overdue = found.is_overdue(now)
    return Line(
        found,
        _(KIND_WORDS[found.kind]),
        _(TOPIC_WORDS[found.topic]),
        _("Overdue") if overdue else _(words),
        "stop" if overdue else tone,
        overdue,
    )


def lines(found: Iterable[EnquiryLine], now: datetime) -> list[Line]:
    return [line(one, now) for one in found]


def shown(
    found: EnquiryView, now: datetime, names: Mapping[str, str] = MappingProxyType({})
) -> Shown:
    """The enquiry with its thread, the oldest first; `names` of staff, where these are told."""
    return Shown(found, line(found, now), tuple(_said(turn, names) for turn in found.turns))


def staff_of(found: EnquiryView) -> set[str]:
    """The logins of all who have had to do with it."""
    acting = {turn.by for turn in found.turns} | {turn.detail for turn in found.turns}
    return {one for one in acting | {found.owner} if one.startswith("login_")}


def question(posted: Mapping[str, str], *, about: str = "", page: str = "") -> Question:
    """What was typed into the form."""
    return Question(
        kind=posted.get("kind", ""),
        topic=posted.get("topic", ""),
        words=posted.get("words", ""),
        about=about,
        page=page,
    )


def _said(turn: TurnView, names: Mapping[str, str]) -> Said:
    rated = turn.act is Act.RATED and turn.detail.isdecimal()
    by_asker = turn.act in {Act.ASKED, Act.ADDED, Act.REOPENED, Act.RATED}
    return Said(
        turn,
        _(ACT_WORDS[turn.act]),
        ours=not by_asker and not (turn.act is Act.CLOSED and turn.by_kind is ActorKind.HOLDER),
        stars=_(STAR_WORDS[int(turn.detail)]) if rated else "",
        who=" → ".join(filter(None, (names.get(turn.by), names.get(turn.detail)))),
    )
