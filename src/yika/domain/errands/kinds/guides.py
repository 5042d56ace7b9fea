"""Makes the guides of a kind of card from its policy, so that no guide says what is not so."""

from collections.abc import Iterator

from yika.domain.errands.kinds import KINDS
from yika.domain.errands.kinds.kind import Kind
from yika.domain.errands.rules.guides import PLACES, Guide, GuideStep
from yika.domain.errands.rules.plan import Plan, Planned
from yika.domain.errands.steps import step as step_of
from yika.domain.errands.steps.step import Step
from yika.domain.issuers.rules import Service
from yika.kit.actor import ActorKind
from yika.kit.errors import Refusal
from yika.products.product import CardProduct


def guides_of(product: CardProduct) -> tuple[Guide, ...]:
    """A guide for each errand that its policy knows, in the order of the kinds."""
    return tuple(_guides(product))


def _guides(product: CardProduct) -> Iterator[Guide]:
    for kind in KINDS.values():
        try:
            plan = kind.plan(product)
        except Refusal:  # cards of this kind have no such errand
            continue
        yield _guide(kind, plan, product)


def _guide(kind: Kind, plan: Plan, product: CardProduct) -> Guide:
    planned = [(one, step_of(one.name)) for one in plan if step_of(one.name).needed(product)]
    needed = [step for one, step in planned if not one.optional]
    return Guide(
        kind=kind.name,
        title=kind.title,
        service=Service(kind.name) if kind.name in set(Service) else None,
        steps=tuple(_step(one, step) for one, step in planned),
        bring=tuple(dict.fromkeys(thing for step in needed for thing in step.bring)),
        minutes=sum(step.minutes for step in needed),
        terms=kind.terms(product),
    )


def _step(planned: Planned, step: Step) -> GuideStep:
    """In the words of the way that a person goes himself, where there is one."""
    own = [way.lead for way in step.ways if ActorKind.HOLDER in way.who]
    faces = {face for way in step.ways for face in way.faces}
    return GuideStep(
        name=step.name,
        title=step.title,
        lead=own[0] if own else step.elsewhere,
        optional=planned.optional,
        places=tuple(place for place in PLACES if place in faces),
    )
