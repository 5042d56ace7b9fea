"""People who hold cards: found by what one already knows of them, and shown masked."""

from typing import Annotated, Literal

from ninja import Path
from pydantic import Field

from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.shapes import Given, HolderId, Line, Shape
from yika.domain.people import actions, queries
from yika.domain.people.rules import MaskedHolder
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

resource = Resource(
    "holders",
    gettext_noop("Holders"),
    gettext_noop("People who have dealt with the issuer. What is personal is masked."),
)


class Holder(Shape):
    """A person. What stands here masked is only ever shown whole to people at the counter."""

    id: HolderId
    name: Annotated[str, Field(examples=["林*"])]
    phone: Annotated[str, Field(examples=["138 ···· 8000"])]
    email: Annotated[str, Field(examples=["l•••@example.com"])]
    language: str

    @classmethod
    def of(cls, holder: MaskedHolder) -> "Holder":
        return cls(
            id=holder.id,
            name=holder.masked_name,
            phone=holder.masked_phone,
            email=holder.masked_email,
            language=holder.language,
        )


class Found(Shape):
    data: list[Holder]


class Known(Given):
    """A whole phone number, e-mail address or name."""

    text: Annotated[Line, Field(min_length=1, examples=["13800138000"])]


class Register(Given):
    """What a person says of himself: his contacts count as unproven."""

    name: Annotated[Line, Field(min_length=1, examples=["林小雨"])]
    language: Literal["zh-hans", "en"] = "zh-hans"
    phone: Annotated[Line, Field(examples=["13800138000"])] = ""
    email: Annotated[Line, Field(examples=["lin@example.com"])] = ""


@resource.asks(
    "/holders/search",
    summary=gettext_noop("Search holders"),
    about=gettext_noop("By the whole of what you know. Nothing is found by a part."),
    gives=Found,
    scope=Right.PEOPLE_SEARCH,
)
def search_holders(request: ApiRequest, given: Known) -> Found:
    found = queries.search_holders(request.call.by, given.text)
    return Found(data=[Holder.of(one) for one in found])


@resource.changes(
    "/holders",
    summary=gettext_noop("Register a holder"),
    gives=Holder,
    scope=Right.PEOPLE_REGISTER,
    status=201,
)
def register_holder(request: ApiRequest, given: Register) -> Holder:
    holder = actions.register_holder(**given.model_dump(), **request.call.traces)
    return Holder.of(queries.seen_holder(holder, by=request.call.by))


@resource.reads(
    "/holders/{holder}",
    summary=gettext_noop("Get a holder"),
    gives=Holder,
    scope=Right.PEOPLE_SEARCH,
)
def get_holder(request: ApiRequest, holder: Path[HolderId]) -> Holder:
    return Holder.of(queries.seen_holder(holder, by=request.call.by))
