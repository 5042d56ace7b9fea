"""Pictures: every side of the document, one after the other, each judged at once."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from yika.domain.errands.rules.asks import Ask, Asked, AskKind, Choice, StepForm
from yika.domain.errands.rules.views import Told, Tone
from yika.domain.errands.steps.real_name import papers, taking
from yika.domain.errands.steps.step import Stand, Step, Taken, Way
from yika.domain.identity import actions
from yika.domain.identity.rules.documents import Side
from yika.domain.identity.rules.review.asking import AGENT, HOLDER, thing_of
from yika.domain.identity.rules.review.reasons import reason_words
from yika.domain.identity.rules.review.states import GIVING, State
from yika.domain.identity.rules.review.views import PictureView, VerificationView
from yika.domain.identity.rules.wordings import SIDE_WORDS
from yika.kit.actor import ActorKind, Channel
from yika.kit.errors import Fault, gettext_noop
from yika.kit.pictures import Fault as Flaw
from yika.kit.pictures.cleaning import BYTES_MAX
from yika.kit.pictures.judging import WORDINGS
from yika.products.documents import DOCUMENT_WORDS

MISSING = gettext_noop("Take or choose a picture of this side.")
ASKED_FOR = {
    Side.FRONT: gettext_noop("Picture of the front"),
    Side.BACK: gettext_noop("Picture of the back"),
    Side.DATA: gettext_noop("Picture of the page with the photograph"),
    Side.HOUSEHOLD: gettext_noop("Picture of the first page of the household"),
    Side.MEMBER: gettext_noop("Picture of the page of the person"),
}
OF_AGENT = {
    Side.FRONT: gettext_noop("His own document: picture of the front"),
    Side.BACK: gettext_noop("His own document: picture of the back"),
    Side.DATA: gettext_noop("His own document: picture of the page with the photograph"),
    Side.HOUSEHOLD: gettext_noop("His own document: picture of the first page of the household"),
    Side.MEMBER: gettext_noop("His own document: picture of the page of the person"),
}
"""The same of who comes for the holder: both show their papers."""
_PICTURE = Asked(
    gettext_noop("Picture"),
    hint=gettext_noop("The whole side, sharp and without glare: JPEG, PNG or WebP"),
    wrong=MISSING,
    kind=AskKind.PICTURE,
    max_length=BYTES_MAX + 1,  # one more is refused by who knows the words for it
)
_SIDE = Asked(
    gettext_noop("Take one again"),
    hint=gettext_noop("Every side is there. Continue, or replace one of them."),
    wrong=gettext_noop("Choose one of the sides."),
    kind=AskKind.CHOICE,
)


class OnePicture(StepForm):
    """The side that comes next."""

    picture: Annotated[bytes, _PICTURE]


class AnotherPicture(StepForm):
    """One that is there already is replaced, or nothing is."""

    side: Annotated[str | None, _SIDE] = None
    picture: Annotated[bytes | None, _PICTURE] = None

    def misfits(self) -> Iterator[Fault]:
        if self.side and not self.picture:
            yield Fault("picture", "", MISSING)
        if self.picture and not self.side:
            yield Fault("side", "", _SIDE.wrong)


class Pictures(Step):
    name = "pictures"
    of_holder = True
    returns = True
    minutes = 2
    title = gettext_noop("Photograph the document")
    elsewhere = papers.ELSEWHERE
    ways = (
        Way(
            OnePicture,
            gettext_noop("Lay it flat, in even light. We say at once if it cannot be read."),
            faces=frozenset({Channel.WEB, Channel.COUNTER}),
            who=papers.HIMSELF | papers.CLERK,
        ),
        Way(
            OnePicture,
            gettext_noop("Send the picture of each side. We say at once if it cannot be read."),
            faces=frozenset({Channel.API}),
            who=frozenset({ActorKind.API_KEY}),
        ),
    )

    def known(self, at: Stand) -> bool:
        return papers.is_known(at)

    def forms(self) -> tuple[type[StepForm], ...]:
        return (OnePicture, AnotherPicture)

    def form(self, at: Stand, way: Way) -> type[StepForm]:
        return way.form if _left(papers.under_way(at)) else AnotherPicture

    def asks(self, at: Stand, way: Way) -> tuple[Ask, ...]:
        seen = papers.under_way(at)
        asked, left = super().asks(at, way), _left(seen)
        if left:
            side, whose = Side(left[0][1]), left[0][2]
            label = OF_AGENT[side] if whose == AGENT else ASKED_FOR[side]
            return tuple(replace(ask, label=label, frame=_frame(side)) for ask in asked)
        there = tuple(Choice(side, SIDE_WORDS[Side(side)]) for _, side in seen.sides)
        there += tuple(
            Choice(thing_of(AGENT, side), OF_AGENT[Side(side)]) for _, side in seen.agent_sides
        )
        frame = _frame(Side(seen.sides[0][1]))
        return tuple(
            replace(ask, choices=there) if ask.name == "side" else replace(ask, frame=frame)
            for ask in asked
        )

    def tells(self, at: Stand) -> tuple[Told, ...]:
        """Which document it is, why one is needed again, and what is there already."""
        return tuple(_lines(papers.under_way(at)))

    def check(self, at: Stand, given: OnePicture | AnotherPicture) -> bool:
        """Keep the picture, outside of any transaction, for it takes a while to be looked at.

        Answers whether the step comes next again: for the next side, or to see what is noted.
        """
        seen = papers.under_way(at)
        left = _left(seen)
        if given.picture is None:
            return False
        chosen = getattr(given, "side", None)
        document, side, whose = left[0] if left else _chosen(seen, chosen or "")
        after = taking.take(at, (document, side, whose), given.picture, WORDINGS)
        return bool(chosen or _left(after) or _notes(after, side))

    def apply(self, at: Stand, checked: bool) -> Taken:
        if checked:
            return Taken(part=True)
        seen = papers.under_way(at)
        if seen.state in GIVING and seen.state is not State.READING:
            actions.ask_reader(
                verification=seen.id,
                by=at.visit.by,
                now=at.visit.now,
                request_id=f"{at.visit.request_id}:read",
            )
        return Taken()


def _left(seen: VerificationView) -> list[tuple[str, str, str]]:
    """What is still to be photographed, as document, side and whose; one asked again first."""
    there = [(*one, HOLDER) for one in seen.sides] + [(*one, AGENT) for one in seen.agent_sides]
    again = [one for one in there if thing_of(one[2], one[1]) == seen.asked_thing]
    missing = [(*one, HOLDER) for one in seen.missing]
    missing += [(*one, AGENT) for one in seen.agent_missing]
    return [*again, *(one for one in missing if one not in again)]


def _chosen(seen: VerificationView, thing: str) -> tuple[str, str, str]:
    """The side that is taken again, of whichever of the two."""
    for document, side in seen.agent_sides:
        if thing_of(AGENT, side) == thing:
            return document, side, AGENT
    return seen.line.document, thing, HOLDER


def _frame(side: Side) -> str:
    return "card" if side in {Side.FRONT, Side.BACK} else "page"


def _notes(seen: VerificationView, side: str) -> bool:
    """Whether something might be better about the picture of this side."""
    return any(picture.notes for picture in seen.pictures if picture.side == side)


def _lines(seen: VerificationView) -> Iterator[Told]:
    left = _left(seen)
    document = left[0][0] if left else seen.line.document
    why = reason_words(seen.asked_reason) if seen.asked_thing else None
    if why:
        yield Told(gettext_noop("Needed again"), why.holder, literal=False, tone=Tone.NOTE)
    yield Told(gettext_noop("Document"), DOCUMENT_WORDS[document], literal=False)
    for picture in seen.pictures:
        if picture.side not in SIDE_WORDS:  # a signature, or a face
            continue
        if (picture.document, picture.side, picture.whose) not in left:
            yield from _judged(picture)


def _judged(picture: PictureView) -> Iterator[Told]:
    """That it is there, and what might be better about it; nobody has to do it again."""
    side = OF_AGENT[picture.side] if picture.whose == AGENT else SIDE_WORDS[picture.side]
    for note in picture.notes:
        yield Told(side, WORDINGS[Flaw(note)], literal=False, tone=Tone.NOTE)
    if not picture.notes:
        yield Told(side, gettext_noop("It is there."), literal=False, tone=Tone.GOOD)
