"""Face: a picture for a program that gives a hint. Only of who agreed to it, and never needed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Final

from yika.domain.errands.rules.asks import Ask, Asked, AskKind, Nothing, StepForm
from yika.domain.errands.rules.views import Told, Tone
from yika.domain.errands.steps.real_name import papers, taking
from yika.domain.errands.steps.step import Stand, Step, Taken, Way
from yika.domain.identity import actions
from yika.domain.identity.queries.consents import find_consent
from yika.domain.identity.queries.retention import face_kept
from yika.domain.identity.rules.consents import Purpose
from yika.domain.identity.rules.documents import Side
from yika.domain.identity.rules.review.asking import HOLDER
from yika.domain.identity.rules.review.states import GIVING
from yika.domain.identity.rules.review.views import PictureView, VerificationView
from yika.kit.actor import ActorKind, Channel
from yika.kit.errors import gettext_noop
from yika.kit.pictures import Fault as Flaw
from yika.kit.pictures.cleaning import BYTES_MAX
from yika.products.product import CardProduct

NAME: Final = "face"
FLAWS: Final = {
    Flaw.TOO_SMALL: gettext_noop("The picture is too small. Go closer, or choose a larger one."),
    Flaw.ALL_BLACK: gettext_noop(
        "The picture is black. Take your finger off the lens and find more light."
    ),
    Flaw.ALL_WHITE: gettext_noop(
        "The picture is white. Turn away from the light and take it again."
    ),
    Flaw.NO_DETAIL: gettext_noop("Nothing can be made out. Hold still until it is sharp."),
    Flaw.TOO_MUCH_GLARE: gettext_noop("Too much of it shines. Turn away from the light."),
    Flaw.BLURRY: gettext_noop("The picture may be blurred. You may take it again."),
    Flaw.DARK: gettext_noop("The picture is dark. You may take it again with more light."),
    Flaw.GLARE: gettext_noop("A spot shines. If it covers your face, take it again."),
}
"""What is wrong with such a picture; those of documents speak of letters."""
_PICTURE = Asked(
    gettext_noop("Picture of your face"),
    hint=gettext_noop("Your face alone, from the front, without sunglasses or mask"),
    wrong=gettext_noop("Take or choose a picture, or go on without one."),
    kind=AskKind.PICTURE,
    max_length=BYTES_MAX + 1,  # one more is refused by who knows the words for it
)
WORTH = gettext_noop(
    "A program says how alike this picture and the one on your document are. That is a hint "
    "for the person who decides.\n"
    "Such programs are often wrong, and more often with East Asian faces. Nobody is refused "
    "because of it.\n"
    "Nobody has to give this picture. Without it, somebody checks your document alone."
)


class OneFace(StepForm):
    """The picture, by who wants to give it."""

    picture: Annotated[bytes, _PICTURE]


class AnotherFace(StepForm):
    """It is there, and might be better: it is taken again, or left so."""

    picture: Annotated[bytes | None, _PICTURE] = None


class Face(Step):
    name = NAME
    of_holder = True
    returns = True
    title = gettext_noop("A picture of your face, if you like")
    skip = gettext_noop("Go on without a picture of my face")
    ways = (
        Way(
            OneFace,
            gettext_noop("You agreed to a comparison. You can still go on without it."),
            faces=frozenset({Channel.WEB}),
            who=papers.HIMSELF,
        ),
        Way(
            Nothing,
            gettext_noop("No picture of the face is taken here: staff look with their own eyes."),
            faces=frozenset({Channel.COUNTER, Channel.API}),
            who=frozenset({ActorKind.STAFF, ActorKind.API_KEY}),
        ),
    )
    elsewhere = papers.ELSEWHERE

    def needed(self, product: CardProduct) -> bool:
        return papers.is_asked(product) and papers.hints(product)

    def known(self, at: Stand) -> bool:
        """Asked once, of the holder on his own device, before the first time it is handed in."""
        if papers.is_known(at) or at.visit.by.channel is not Channel.WEB:
            return True
        seen = papers.under_way(at)
        if not papers.hints(at.product) or seen.state not in GIVING or seen.line.attempt:
            return True
        agreed = find_consent(at.holder, purpose=Purpose.FACE, issuer=at.issuer)
        there = _given(seen)
        good = there is not None and not there.notes  # else its flaws are seen first
        return not agreed or seen.face_barred or good

    def forms(self) -> tuple[type[StepForm], ...]:
        return (OneFace, AnotherFace, Nothing)

    def form(self, at: Stand, way: Way) -> type[StepForm]:
        there = way.form is OneFace and _given(papers.under_way(at))
        return AnotherFace if there else way.form

    def asks(self, at: Stand, way: Way) -> tuple[Ask, ...]:
        return tuple(replace(ask, frame=NAME) for ask in super().asks(at, way))

    def tells(self, at: Stand) -> tuple[Told, ...]:
        """What is noted about the picture that is there, what it is worth, and when it goes."""
        if at.visit.by.channel is not Channel.WEB:
            return ()
        return (
            *_judged(_given(papers.under_way(at))),
            Told(gettext_noop("What it is for"), WORTH, literal=False, tone=Tone.TEXT),
            Told(
                gettext_noop("Kept after the decision at most"),
                face_kept(papers.policy(at), at.issuer),
            ),
        )

    def check(self, at: Stand, given: StepForm) -> bool:
        """Answers whether the step comes next again, to see what is noted about the picture."""
        content = getattr(given, "picture", None)
        if content is None:
            return False
        after = taking.take(at, ("", Side.FACE.value, HOLDER), content, FLAWS)
        there = _given(after)
        return there is not None and bool(there.notes)

    def apply(self, at: Stand, checked: bool) -> Taken:  # noqa: ARG002
        return Taken(part=checked)

    def leave_out(self, at: Stand) -> None:
        """Without it means that none stays behind."""
        actions.drop_face(
            verification=at.carried[papers.VERIFICATION],
            by=at.visit.by,
            now=at.visit.now,
            request_id=f"{at.visit.request_id}:no-face",
        )

    def undo(self, at: Stand) -> None:
        """Who goes back on it takes the picture back. One asked for another side keeps it."""
        by_person = at.visit.by.kind is not ActorKind.SYSTEM
        if by_person and papers.gives(at) and papers.under_way(at).state in GIVING:
            self.leave_out(at)


def _given(seen: VerificationView) -> PictureView | None:
    found = (one for one in seen.pictures if one.side is Side.FACE and one.whose == HOLDER)
    return next(found, None)


def _judged(picture: PictureView | None) -> Iterator[Told]:
    for note in picture.notes if picture else ():
        label = gettext_noop("Your picture is there")
        yield Told(label, FLAWS[Flaw(note)], literal=False, tone=Tone.NOTE)
