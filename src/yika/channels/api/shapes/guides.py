"""The guides to a kind of card, as programs read them."""

from django.utils.translation import gettext as _

from yika.channels.api.terms.shapes import ProductCode, Shape, Words
from yika.domain.errands.rules.guides import CardGuide as Found
from yika.domain.errands.rules.guides import Guide as FoundGuide


class GuideStep(Shape):
    """In the language that was asked for. `places` are faces: web, kiosk, counter."""

    name: str
    title: str
    lead: str
    optional: bool
    places: list[str]


class Guide(Shape):
    """One errand. Without a `fee` it is free; `service` is what outlets offer it under.

    Any one of the `documents` will do.
    """

    errand: str
    title: str
    service: str | None
    minutes: int
    fee: str | None
    bring: list[str]
    documents: list[str]
    places: list[str]
    rests: str
    due: str | None
    steps: list[GuideStep]


class CardGuide(Shape):
    product: ProductCode
    edition: int
    name: Words
    care: list[Words]
    guides: list[Guide]


def card_guide(found: Found) -> CardGuide:
    return CardGuide(
        product=found.code,
        edition=found.product.edition,
        name=Words.of(found.name),
        care=[Words.of(line) for line in found.care],
        guides=[_guide(one) for one in found.guides],
    )


def _guide(found: FoundGuide) -> Guide:
    terms = found.terms
    return Guide(
        errand=found.kind,
        title=_(found.title),
        service=found.service,
        minutes=found.minutes,
        fee=str(terms.fee) if terms.fee else None,
        bring=[_(thing) for thing in found.bring],
        documents=[_(document) for document in terms.documents],
        places=list(found.places),
        rests=str(terms.rests),
        due=str(terms.due) if terms.due else None,
        steps=[
            GuideStep(
                name=step.name,
                title=_(step.title),
                lead=_(step.lead),
                optional=step.optional,
                places=list(step.places),
            )
            for step in found.steps
        ],
    )
