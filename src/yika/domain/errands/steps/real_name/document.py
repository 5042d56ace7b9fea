"""Document: which paper is shown, and at a counter who comes for the holder, if somebody does."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from yika.domain.errands.rules.asks import Ask, Asked, AskKind, Choice, StepForm
from yika.domain.errands.steps.real_name import papers
from yika.domain.errands.steps.step import Stand, Step, Taken, Way
from yika.domain.identity import actions
from yika.domain.identity.rules.documents import NUMBERED, RULES
from yika.domain.identity.rules.review.policy import AGENT, GUARDIAN
from yika.domain.identity.rules.review.states import GIVING, State
from yika.kit.actor import WORKER, ActorKind, Channel
from yika.kit.errors import Fault, Invalid, gettext_noop
from yika.products.documents import DOCUMENT_WORDS, DOCUMENTS
from yika.products.tables.real_name import RealName

NUMBER_MAX, COUNTRY_MAX = 40, 3
NAMED = NUMBERED | {"name"}
SHOWN = tuple(Choice(name, DOCUMENT_WORDS[name]) for name in DOCUMENTS)
WHICH = gettext_noop("Choose the document you have.")
OTHERS = gettext_noop("Enter what stands on the document of who comes for the holder.")
HIMSELF = gettext_noop("The holder himself")
ROLES = {
    AGENT: gettext_noop("Somebody he has sent"),
    GUARDIAN: gettext_noop("The guardian of a minor"),
}


class Chosen(StepForm):
    """One of those the policy accepts."""

    document: Annotated[
        str,
        Asked(gettext_noop("Document"), wrong=WHICH, kind=AskKind.CHOICE, choices=SHOWN),
    ]


class ChosenAtCounter(Chosen):
    """The same, and who stands there with it, if it is not the holder himself."""

    role: Annotated[
        str | None,
        Asked(
            gettext_noop("Who stands here"),
            wrong=gettext_noop("Choose who comes for the holder."),
            kind=AskKind.CHOICE,
            choices=(Choice("", HIMSELF), *(Choice(name, words) for name, words in ROLES.items())),
        ),
    ] = None
    agent_document: Annotated[
        str | None,
        Asked(gettext_noop("His own document"), wrong=OTHERS, kind=AskKind.CHOICE, choices=SHOWN),
    ] = None
    agent_name: Annotated[
        str | None, Asked(gettext_noop("His name"), wrong=OTHERS, kind=AskKind.NAME)
    ] = None
    agent_number: Annotated[
        str | None,
        Asked(
            gettext_noop("The number of his document"),
            wrong=OTHERS,
            kind=AskKind.CODE,
            max_length=NUMBER_MAX,
        ),
    ] = None
    agent_nationality: Annotated[
        str | None,
        Asked(
            gettext_noop("His nationality"),
            hint=gettext_noop("Three letters, as on a passport: GBR. Others need none."),
            wrong=OTHERS,
            kind=AskKind.CODE,
            max_length=COUNTRY_MAX,
        ),
    ] = None

    def misfits(self) -> Iterator[Fault]:
        rule = next((RULES[one] for one in RULES if one == self.agent_document), None)
        needed = NAMED & rule.needed if rule else NAMED - {"nationality"}
        for name in ("agent_document", *(f"agent_{one}" for one in sorted(needed))):
            if self.role and not getattr(self, name):
                yield Fault(name, "", OTHERS)


class ChooseDocument(Step):
    name = "document"
    of_holder = True
    returns = True
    title = gettext_noop("Choose your document")
    bring = (gettext_noop("Your identity document, the original"),)
    elsewhere = papers.ELSEWHERE
    ways = (
        Way(
            Chosen,
            gettext_noop("Any one of these is enough."),
            faces=frozenset({Channel.WEB, Channel.API}),
            who=frozenset({ActorKind.HOLDER, ActorKind.API_KEY}),
        ),
        Way(
            ChosenAtCounter,
            gettext_noop("Look at the original, not at a copy or a photograph of it."),
            faces=frozenset({Channel.COUNTER}),
            who=papers.CLERK,
        ),
    )

    def known(self, at: Stand) -> bool:
        return papers.is_known(at)

    def forms(self) -> tuple[type[StepForm], ...]:
        return (Chosen, ChosenAtCounter)

    def form(self, at: Stand, way: Way) -> type[StepForm]:
        return way.form if _roles(papers.policy(at)) else Chosen

    def asks(self, at: Stand, way: Way) -> tuple[Ask, ...]:
        rule = papers.policy(at)
        narrowed = {
            "document": tuple(one for one in SHOWN if one.value in rule.documents),
            "role": (Choice("", HIMSELF), *(Choice(name, ROLES[name]) for name in _roles(rule))),
        }
        return tuple(
            replace(ask, choices=narrowed.get(ask.name, ask.choices))
            for ask in super().asks(at, way)
        )

    def check(self, at: Stand, given: Chosen) -> Chosen:
        rule = papers.policy(at)
        if given.document not in rule.documents:
            raise Invalid([Fault("document", "", WHICH)])
        return given

    def apply(self, at: Stand, checked: Chosen) -> Taken:
        """Begin to verify, or go on with what was begun with the same document."""
        begun = actions.begin_verification(
            holder=at.holder,
            issuer=at.issuer,
            product=at.product.code,
            edition=at.product.edition,
            real_name=papers.policy(at),
            document=checked.document,
            subject=at.card or at.id,
            **at.visit.who,
        )
        if isinstance(checked, ChosenAtCounter) and checked.role:
            _name_agent(at, begun.id, checked)
        about = {papers.VERIFICATION: begun.id, "document": checked.document}
        return Taken(carry=about, facts=about)

    def undo(self, at: Stand) -> None:
        """What was begun is given up; what somebody decides about runs on without the errand."""
        visit, seen = at.visit, papers.under_way(at)
        by_person = visit.by.kind is not ActorKind.SYSTEM
        if seen.state not in GIVING and not (by_person and seen.state is State.IN_REVIEW):
            return
        actions.withdraw_verification(
            verification=seen.id,
            by=visit.by if papers.gives(at) else WORKER,
            now=visit.now,
            request_id=f"{visit.request_id}:withdraw",
        )


def _roles(rule: RealName) -> tuple[str, ...]:
    allowed = {AGENT: rule.agents, GUARDIAN: rule.guardians}
    return tuple(role for role in ROLES if allowed[role])


def _name_agent(at: Stand, verification: str, given: ChosenAtCounter) -> None:
    said = {
        "name": given.agent_name,
        "number": given.agent_number,
        "nationality": (given.agent_nationality or "").upper(),
    }
    stands = RULES[next(one for one in RULES if one == given.agent_document)].fields()
    fields = {name: text for name, text in said.items() if text and name in stands}
    actions.name_agent(
        verification=verification,
        role=given.role or "",
        document=given.agent_document or "",
        fields=fields,
        by=at.visit.by,
        now=at.visit.now,
        request_id=f"{at.visit.request_id}:agent",
    )
