"""Consent: what is done with the data of a document is read and agreed to, the face apart."""

from dataclasses import replace
from typing import Annotated, Literal

from django.utils.translation import get_language

from yika.domain.errands.rules.asks import Ask, Asked, AskKind, Choice, StepForm
from yika.domain.errands.rules.views import Told, Tone
from yika.domain.errands.steps.real_name import papers
from yika.domain.errands.steps.step import Stand, Step, Taken, Way
from yika.domain.identity.actions.consents import give_consent, withdraw_consent
from yika.domain.identity.queries.consents import find_consent
from yika.domain.identity.rules.consents import SHOWN_MAX, Purpose, Shown, TextChanged, current
from yika.domain.identity.rules.consents.purposes import PURPOSE_WORDS
from yika.domain.identity.rules.review.policy import REMOTE
from yika.domain.issuers import queries as issuers
from yika.domain.issuers.rules import Text
from yika.domain.people.queries import seen_holder
from yika.kit.actor import WORKER, Channel
from yika.kit.errors import gettext_noop

YES = "yes"
BY_PROGRAM = gettext_noop("May staff, and a program, also compare your face with the document?")
DOCUMENT_ALONE = gettext_noop("Without it, somebody checks your document alone.")
ABOVE = {Purpose.REAL_NAME: "agree", Purpose.FACE: "face"}
"""Each text stands right above what is answered to it."""


class Agreed(StepForm):
    """The text above was read."""

    shown: Annotated[
        str,
        Asked(
            gettext_noop("Text that was shown"),
            wrong=TextChanged.wording,
            kind=AskKind.HIDDEN,
            max_length=SHOWN_MAX,
        ),
    ]
    agree: Annotated[
        Literal[True],
        Asked(
            gettext_noop("I have read this and agree to it"),
            wrong=gettext_noop("Read the text and agree to it. Without it nothing is checked."),
            kind=AskKind.CONFIRM,
            of_text=True,
        ),
    ]


class AgreedWithFace(Agreed):
    """The same, where staff compare the face with the document; nobody has to let them.

    Both answers are as easy to give, and none is given beforehand. No answer is no consent.
    """

    face: Annotated[
        str | None,
        Asked(
            gettext_noop("May staff also compare your face with the document?"),
            hint=gettext_noop("Without it you bring a second document to a counter instead."),
            wrong=gettext_noop("Choose one of the two."),
            kind=AskKind.CHOICE,
            choices=(
                Choice(YES, gettext_noop("Yes, they may compare my face")),
                Choice("no", gettext_noop("No, without my face")),
            ),
            of_text=True,
        ),
    ] = None


class Consent(Step):
    name = "consent"
    of_holder = True
    title = gettext_noop("Agree to the check")
    button = gettext_noop("Agree and continue")
    elsewhere = papers.ELSEWHERE
    ways = (
        Way(
            Agreed,
            gettext_noop("You can take it back at any time."),
            faces=frozenset({Channel.WEB}),
            who=papers.HIMSELF,
        ),
        Way(
            Agreed,
            gettext_noop("Let the person read this, and tick what he agrees to."),
            faces=frozenset({Channel.COUNTER}),
            who=papers.CLERK,
        ),
    )

    def known(self, at: Stand) -> bool:
        return papers.is_known(at) or all(_agreed(at, purpose) for purpose in _purposes(at))

    def forms(self) -> tuple[type[StepForm], ...]:
        return (Agreed, AgreedWithFace)

    def form(self, at: Stand, way: Way) -> type[StepForm]:
        return AgreedWithFace if Purpose.FACE in _purposes(at) else way.form

    def tells(self, at: Stand) -> tuple[Told, ...]:
        return tuple(_told(at, one) for one in _purposes(at))

    def asks(self, at: Stand, way: Way) -> tuple[Ask, ...]:
        return tuple(_as_it_is(at, ask) for ask in super().asks(at, way))

    def check(self, at: Stand, given: Agreed) -> Agreed:
        Shown.read(given.shown).check_is_current(_purposes(at))
        return given

    def apply(self, at: Stand, checked: Agreed) -> Taken:
        wanted, shown = [Purpose.REAL_NAME], Shown.read(checked.shown)
        if isinstance(checked, AgreedWithFace) and checked.face == YES:
            wanted.append(Purpose.FACE)
        elif _holds(at, Purpose.FACE):
            _take_back(at, Purpose.FACE)
        return Taken(facts={one.value: _give(at, one, shown) for one in wanted})


def _purposes(at: Stand) -> tuple[Purpose, ...]:
    if not papers.is_asked(at.product):
        return ()
    face = papers.policy(at).face != "none"
    return (Purpose.REAL_NAME, Purpose.FACE) if face else (Purpose.REAL_NAME,)


def _as_it_is(at: Stand, ask: Ask) -> Ask:
    """With the texts that are shown, who would compare, and what else can be done."""
    if ask.kind is AskKind.HIDDEN:
        return replace(ask, value=str(Shown.now(_purposes(at), language=_language(at))))
    if ask.name == "face":
        policy = papers.policy(at)
        label = BY_PROGRAM if policy.face == "hint" else ask.label
        return replace(
            ask, label=label, hint=DOCUMENT_ALONE if policy.level == REMOTE else ask.hint
        )
    return ask


def _agreed(at: Stand, purpose: Purpose) -> bool:
    """Whether he has agreed to what would be shown now."""
    if not at.holder:
        return False
    found = find_consent(at.holder, purpose=purpose, issuer=at.issuer)
    return found is not None and found.version == current(purpose).version


def _holds(at: Stand, purpose: Purpose) -> bool:
    """Whether he once agreed to it, to whichever version."""
    return find_consent(at.holder, purpose=purpose, issuer=at.issuer) is not None


def _take_back(at: Stand, purpose: Purpose) -> None:
    """Whoever says no now has not agreed, whatever he said before."""
    withdraw_consent(
        holder=at.holder,
        issuer=at.issuer,
        purpose=purpose,
        by=at.visit.by,
        now=at.visit.now,
        request_id=f"{at.visit.request_id}:not:{purpose}",
    )


def _told(at: Stand, purpose: Purpose) -> Told:
    return Told(
        PURPOSE_WORDS[purpose],
        _text(at, purpose),
        tone=Tone.TEXT,
        above=ABOVE[purpose],
        version=str(current(purpose).version),
    )


def _text(at: Stand, purpose: Purpose) -> Text:
    name, text = issuers.issuer(at.issuer).name, current(purpose)
    return Text(
        text.in_("en").body.replace("{issuer}", name.en),
        text.in_("zh-hans").body.replace("{issuer}", name.zh_hans),
    )


def _give(at: Stand, purpose: Purpose, shown: Shown) -> str:
    visit = at.visit
    given = give_consent(
        holder=at.holder,
        issuer=at.issuer,
        purpose=purpose,
        version=shown.versions[purpose],
        language=shown.language,
        by=visit.by,
        now=visit.now,
        request_id=f"{visit.request_id}:{purpose}",
    )
    return given.id


def _language(at: Stand) -> str:
    """That of the page he read; else the one he wants messages in."""
    return get_language() or seen_holder(at.holder, WORKER).language
