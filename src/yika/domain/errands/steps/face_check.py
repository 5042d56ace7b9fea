"""Face check: a person who can answer for it has compared the holder with his document."""

from collections.abc import Iterator
from typing import Annotated

from yika.domain.errands.rules.asks import Asked, AskKind, Choice, StepForm
from yika.domain.errands.steps.step import Stand, Step, Taken, Way
from yika.kit.actor import ActorKind, Channel
from yika.kit.errors import Fault, gettext_noop
from yika.products.documents import DOCUMENT_WORDS, DOCUMENTS

FACE, PAPERS = "face", "papers"
SHOWN = tuple(Choice(name, DOCUMENT_WORDS[name]) for name in DOCUMENTS)
HOW = (
    Choice(FACE, gettext_noop("The face is that of the photograph")),
    Choice(PAPERS, gettext_noop("Without the face: a second document says the same")),
)
SECOND = gettext_noop("Choose a second document, another than the first.")


class Compared(StepForm):
    """What was compared with what. Nobody has to show his face: two documents do as well."""

    document: Annotated[
        str,
        Asked(
            gettext_noop("Document shown"),
            wrong=gettext_noop("Choose the document you were shown."),
            kind=AskKind.CHOICE,
            choices=SHOWN,
        ),
    ]
    how: Annotated[
        str,
        Asked(
            gettext_noop("How you know that it is he"),
            wrong=gettext_noop("Choose how you know that it is he."),
            kind=AskKind.CHOICE,
            choices=HOW,
        ),
    ]
    second: Annotated[
        str | None,
        Asked(
            gettext_noop("Second document"),
            hint=gettext_noop("Only where the face was not compared"),
            wrong=SECOND,
            kind=AskKind.CHOICE,
            choices=SHOWN,
        ),
    ] = None

    def misfits(self) -> Iterator[Fault]:
        if self.how == PAPERS and self.second in {None, self.document}:
            yield Fault("second", "", SECOND)


class FaceCheck(Step):
    name = "face-check"
    title = gettext_noop("Compare the person with the document")
    bring = (gettext_noop("Your identity document, the original"),)
    minutes = 3
    elsewhere = gettext_noop(
        "Bring your document to a counter. A member of staff compares it with you; "
        "if you would rather not show your face, bring a second document."
    )
    ways = (
        Way(
            Compared,
            gettext_noop("Look at the original, not at a copy or a photograph of it."),
            faces=frozenset({Channel.COUNTER}),
            who=frozenset({ActorKind.STAFF}),
        ),
    )

    def apply(self, at: Stand, checked: Compared) -> Taken:
        facts = {"document": checked.document, "how": checked.how, "by": at.visit.by.id}
        return Taken(facts=facts | ({"second": checked.second} if checked.second else {}))
