"""The stop list, for readers and whatever feeds them."""

from typing import Annotated

from ninja import Query
from pydantic import BaseModel, Field

from yika.channels.api.shapes.stops import Changes
from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.domain.cards import queries
from yika.domain.cards.rules.stops.policy import LIST_AT_ONCE
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

VERSION_MAX = 2**63 - 1
resource = Resource(
    "stop-list",
    gettext_noop("Stop list"),
    gettext_noop("The cards that readers refuse, in versions."),
)


class Wanted(BaseModel):
    """From which version on, and how much at once."""

    since: Annotated[int, Field(ge=0, le=VERSION_MAX, examples=[0])] = 0
    limit: Annotated[int, Field(ge=1, le=LIST_AT_ONCE, examples=[1000])] = LIST_AT_ONCE


@resource.reads(
    "/stop-list",
    summary=gettext_noop("Get the changes of the stop list"),
    about=gettext_noop(
        "After the version you have; from 0 on, all that is stopped now. Put them over what you "
        "have, card by card. The numbers are whole: a reader has to know them."
    ),
    gives=Changes,
    scope=Right.CARDS_VIEW,
    machines=True,
)
def get_stop_list(request: ApiRequest, wanted: Query[Wanted]) -> Changes:
    return Changes.of(queries.stop_list(request.call.by, since=wanted.since, limit=wanted.limit))
