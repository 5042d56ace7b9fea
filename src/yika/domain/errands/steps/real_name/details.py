"""Details: what stands on the document, offered where it was read, confirmed by the person."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from yika.domain.cards.queries import today
from yika.domain.errands.rules.asks import Ask, Asked, AskKind, Choice, StepForm
from yika.domain.errands.rules.views import Told, Tone
from yika.domain.errands.steps.real_name import papers
from yika.domain.errands.steps.step import Stand, Step, Taken, Values, Way
from yika.domain.identity import actions
from yika.domain.identity.rules.checks import CheckName, Outcome, run
from yika.domain.identity.rules.documents import DAYS, RULES, Fields, Sex
from yika.domain.identity.rules.reasons import words_of
from yika.domain.identity.rules.review import policy
from yika.domain.identity.rules.review.asking import DETAILS
from yika.domain.identity.rules.review.reasons import reason_words
from yika.domain.identity.rules.review.states import State
from yika.domain.identity.rules.review.views import VerificationView
from yika.domain.identity.rules.wordings import FIELD_WORDS
from yika.kit.actor import ActorKind
from yika.kit.errors import Fault, Invalid, gettext_noop

TEXT_MAX = 200
NUMBER_MAX = 40
NEEDED = gettext_noop("Enter this as it stands on the document.")
DAY = gettext_noop("Enter a day, such as 1990-03-07.")
LAST_DAY = gettext_noop("Enter the last day, or tick that there is none.")
COMPARE = gettext_noop("Compare this with the document once more.")
NOT_ASKED = frozenset({"mrz", "other_number"})
SEXES = {
    Sex.MALE: gettext_noop("Male"),
    Sex.FEMALE: gettext_noop("Female"),
    Sex.UNSPECIFIED: gettext_noop("Not stated"),
}
MENDED_AT = {
    CheckName.NUMBER: "number",
    CheckName.NUMBER_AGREES: "born_on",
    CheckName.NAME: "name",
    CheckName.DATES: "issued_on",
}
"""What is likely typed wrongly when one of these checks fails."""


def _text(name: str, kind: AskKind = AskKind.TEXT, *, hint: str = "") -> Asked:
    wrong = DAY if kind is AskKind.DATE else NEEDED
    longest = NUMBER_MAX if kind is AskKind.CODE else TEXT_MAX
    return Asked(FIELD_WORDS[name], wrong=wrong, kind=kind, hint=hint, max_length=longest)


class Written(StepForm):
    """What can stand on any document; each asks for its own part of it."""

    name: Annotated[str | None, _text("name", AskKind.NAME)] = None
    latin_name: Annotated[str | None, _text("latin_name", AskKind.NAME)] = None
    number: Annotated[str | None, _text("number", AskKind.CODE)] = None
    sex: Annotated[
        str | None,
        Asked(
            FIELD_WORDS["sex"],
            wrong=NEEDED,
            kind=AskKind.CHOICE,
            choices=tuple(Choice(sex.value, words) for sex, words in SEXES.items()),
        ),
    ] = None
    born_on: Annotated[str | None, _text("born_on", AskKind.DATE)] = None
    ethnic_group: Annotated[str | None, _text("ethnic_group")] = None
    nationality: Annotated[
        str | None,
        _text(
            "nationality", AskKind.CODE, hint=gettext_noop("The code of three letters, such as GBR")
        ),
    ] = None
    address: Annotated[str | None, _text("address", AskKind.NOTE)] = None
    authority: Annotated[str | None, _text("authority")] = None
    issued_on: Annotated[str | None, _text("issued_on", AskKind.DATE)] = None
    expires_on: Annotated[str | None, _text("expires_on", AskKind.DATE)] = None
    permanent: Annotated[
        bool, Asked(FIELD_WORDS["permanent"], wrong=NEEDED, kind=AskKind.CONFIRM)
    ] = False

    def misfits(self) -> Iterator[Fault]:
        for name in sorted(DAYS):
            if (given := getattr(self, name)) and not _is_day(given):
                yield Fault(name, "", DAY)


class Details(Step):
    name = "details"
    of_holder = True
    returns = True
    minutes = 2
    title = gettext_noop("Check what stands on the document")
    elsewhere = papers.ELSEWHERE
    ways = (
        Way(
            Written,
            gettext_noop("Compare each line with the document. Correct what is wrong."),
            faces=papers.FACES,
            who=papers.ANY_OF_THEM,
        ),
    )

    def known(self, at: Stand) -> bool:
        return papers.is_known(at)

    def busy(self, at: Stand) -> bool:
        """While a reader looks at the pictures; nobody has to wait for it."""
        return papers.under_way(at).state is State.READING

    def asks(self, at: Stand, way: Way) -> tuple[Ask, ...]:
        """They begin with what was given or read, before the holder, or who took it down."""
        seen = papers.under_way(at)
        begin = papers.offered(at, seen)
        wanted, needed = _asked(at, seen), RULES[seen.line.document].needed
        return tuple(
            replace(ask, required=ask.name in needed, value=begin.get(ask.name, ""))
            for ask in super().asks(at, way)
            if ask.name in wanted
        )

    def tells(self, at: Stand) -> tuple[Told, ...]:
        return tuple(_lines(at, papers.under_way(at)))

    def check(self, at: Stand, given: Written) -> Values:
        """What was given, as texts; what is likely mistyped is sent back to who typed it."""
        seen = papers.under_way(at)
        said = _said(given, _asked(at, seen))
        faults = list(_gaps(at, seen, said))
        if not faults and at.visit.by.kind is not ActorKind.STAFF:
            faults = list(_slips(at, seen, said))
        if faults:
            raise Invalid(faults)
        return said

    def apply(self, at: Stand, checked: Values) -> Taken:
        seen = papers.under_way(at)
        actions.give_fields(
            verification=seen.id,
            fields=checked,
            by=at.visit.by,
            now=at.visit.now,
            request_id=f"{at.visit.request_id}:fields",
        )
        return Taken(facts={"fields": " ".join(sorted(checked))})


def _asked(at: Stand, seen: VerificationView) -> frozenset[str]:
    """What stands on the sides that the policy wants, and what nobody may leave out."""
    rule = RULES[seen.line.document]
    sides = policy.sides(papers.policy(at), seen.line.document)
    return frozenset().union(rule.needed, *(rule.sides[side] for side in sides)) - NOT_ASKED


def _said(given: Written, wanted: frozenset[str]) -> dict[str, str]:
    told: dict[str, Any] = given.model_dump()
    found = {name: value for name, value in told.items() if name in wanted and value}
    return {name: "yes" if value is True else str(value) for name, value in found.items()}


def _gaps(at: Stand, seen: VerificationView, said: Values) -> Iterator[Fault]:
    for name in RULES[seen.line.document].needed:
        if name not in said:
            yield Fault(name, "", DAY if name in DAYS else NEEDED)
    lasts = RULES[seen.line.document].lasts and "expires_on" in _asked(at, seen)
    if lasts and not {"expires_on", "permanent"} & set(said):
        yield Fault("expires_on", "", LAST_DAY)


def _slips(at: Stand, seen: VerificationView, said: Values) -> Iterator[Fault]:
    """Contradictions that typing makes. Where the document really is so, a counter helps."""
    day = today(at.issuer, at.visit.now)
    for one in run(seen.line.document, Fields.of(said), today=day):
        if one.outcome is Outcome.FAIL and one.reason and one.name in MENDED_AT:
            words = words_of(one.reason).holder
            yield Fault(MENDED_AT[one.name], "", COMPARE if "{" in words else words)


def _lines(at: Stand, seen: VerificationView) -> Iterator[Told]:
    why = reason_words(seen.asked_reason) if seen.asked_thing == DETAILS else None
    if why:
        yield Told(gettext_noop("Needed again"), why.holder, literal=False, tone=Tone.NOTE)
    if seen.state is State.READING:
        return  # the page says so, and looks again by itself
    label, tone = gettext_noop("Your pictures"), Tone.LINE
    if papers.offered(at, seen):
        words, tone = gettext_noop("What could be read is filled in."), Tone.GOOD
    else:
        words = gettext_noop("Nothing was read from them. Type what stands on the document.")
    yield Told(label, words, literal=False, tone=tone)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
