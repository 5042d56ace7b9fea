"""Enquiries and complaints: taken in by partner apps, followed up, answered from elsewhere."""

from functools import partial
from typing import Annotated, Literal

from ninja import Path, Query
from pydantic import Field

from yika.channels.api.shapes.enquiries import Enquiry, EnquiryInList, Kinds, States
from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.paging import Cursor, Page, page
from yika.channels.api.terms.shapes import EnquiryId, Filter, Given, HolderId, Line, one_of
from yika.domain.enquiries import actions, queries
from yika.domain.enquiries.rules import REASON_MAX, WORDS_MAX, Asker, Kind, Question, Topic
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

resource = Resource(
    "enquiries",
    gettext_noop("Enquiries"),
    gettext_noop("What people ask and complain of, and who answers until when."),
)

TEXT = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"
Words = Annotated[
    str, Field(min_length=1, max_length=WORDS_MAX, pattern=TEXT, examples=["Gate 3 is broken."])
]


class EnquiryFilter(Filter):
    """Which enquiries of the issuer are wanted."""

    state: States | None = None
    kind: Kinds | None = None
    holder: HolderId | None = None
    overdue: bool | None = None


class Ask(Given):
    """Who asks is a holder, or somebody reached at a contact that you have taken down."""

    kind: Annotated[str, one_of(Kind)]
    topic: Annotated[str, one_of(Topic)]
    words: Words
    holder: Annotated[
        HolderId | Literal[""], Field(examples=["hld_01kahz4m7qe2v8rtx0c5dnb3wy"])
    ] = ""
    contact: Line = ""
    language: Literal["zh-hans", "en"] = "zh-hans"
    about: Line = Field("", description=gettext_noop("The id of a card or an errand."))


class Said(Given):
    words: Words


class Answer(Given):
    """`version` is that of the enquiry as it was read."""

    words: Words
    version: Annotated[int, Field(ge=1, le=2**31 - 1, examples=[1])]


class Reason(Given):
    reason: Annotated[
        str,
        Field(min_length=1, max_length=REASON_MAX, pattern=TEXT, examples=["It is urgent."]),
    ]


@resource.reads(
    "/enquiries",
    summary=gettext_noop("List enquiries"),
    gives=Page[EnquiryInList],
    scope=Right.ENQUIRIES_VIEW,
)
def list_enquiries(
    request: ApiRequest, cursor: Query[Cursor], only: Query[EnquiryFilter]
) -> Page[EnquiryInList]:
    call = request.call
    fetch = partial(queries.enquiries, by=call.by, now=call.now, **only.wanted)
    return page(cursor, fetch, EnquiryInList.of)


@resource.changes(
    "/enquiries",
    summary=gettext_noop("Ask or complain for somebody"),
    about=gettext_noop("The person is told the number, and until when the answer comes."),
    gives=Enquiry,
    scope=Right.ENQUIRIES_ANSWER,
    status=201,
)
def ask_enquiry(request: ApiRequest, given: Ask) -> Enquiry:
    question = Question(kind=given.kind, topic=given.topic, words=given.words, about=given.about)
    asker = Asker(holder=given.holder, contact=given.contact, language=given.language)
    traces = request.call.traces
    issuer = request.call.by.issuer
    return Enquiry.of(actions.ask_enquiry(issuer=issuer, question=question, asker=asker, **traces))


@resource.reads(
    "/enquiries/{enquiry}",
    summary=gettext_noop("Get an enquiry"),
    gives=Enquiry,
    scope=Right.ENQUIRIES_VIEW,
)
def get_enquiry(request: ApiRequest, enquiry: Path[EnquiryId]) -> Enquiry:
    return Enquiry.of(queries.enquiry(enquiry, by=request.call.by, now=request.call.now))


@resource.changes(
    "/enquiries/{enquiry}/add",
    summary=gettext_noop("Add what the person says further"),
    about=gettext_noop("An answered enquiry is open again, and an answer is due again."),
    gives=Enquiry,
    scope=Right.ENQUIRIES_ANSWER,
)
def add_to_enquiry(request: ApiRequest, enquiry: Path[EnquiryId], given: Said) -> Enquiry:
    return Enquiry.of(actions.add_words(enquiry=enquiry, words=given.words, **request.call.traces))


@resource.changes(
    "/enquiries/{enquiry}/answer",
    summary=gettext_noop("Answer an enquiry"),
    about=gettext_noop(
        "Refused when something was said since you read it. Escalated ones are answered by people."
    ),
    gives=Enquiry,
    scope=Right.ENQUIRIES_ANSWER,
)
def answer_enquiry(request: ApiRequest, enquiry: Path[EnquiryId], given: Answer) -> Enquiry:
    return Enquiry.of(
        actions.answer_enquiry(
            enquiry=enquiry, words=given.words, version=given.version, **request.call.traces
        )
    )


@resource.changes(
    "/enquiries/{enquiry}/escalate",
    summary=gettext_noop("Escalate an enquiry"),
    gives=Enquiry,
    scope=Right.ENQUIRIES_ANSWER,
)
def escalate_enquiry(request: ApiRequest, enquiry: Path[EnquiryId], given: Reason) -> Enquiry:
    return Enquiry.of(
        actions.escalate_enquiry(enquiry=enquiry, reason=given.reason, **request.call.traces)
    )


@resource.changes(
    "/enquiries/{enquiry}/close",
    summary=gettext_noop("Close an answered enquiry"),
    gives=Enquiry,
    scope=Right.ENQUIRIES_ANSWER,
)
def close_enquiry(request: ApiRequest, enquiry: Path[EnquiryId]) -> Enquiry:
    return Enquiry.of(actions.close_enquiry(enquiry=enquiry, **request.call.traces))
