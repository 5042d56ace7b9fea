"""Applications: cards that were asked for, until they are in the hands of their holders."""

from functools import partial
from typing import Annotated

from ninja import Path, Query
from pydantic import Field, WithJsonSchema

from yika.channels.api.shapes.applications import (
    Application,
    ApplicationHappened,
    ApplicationHistory,
    ApplicationState,
    CardOffer,
    CardOffers,
)
from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.paging import Cursor, Page, page
from yika.channels.api.terms.shapes import (
    ApplicationId,
    Filter,
    Given,
    Line,
    Note,
    OutletId,
    one_of,
)
from yika.domain.applications import actions, queries
from yika.domain.applications.rules import Receipt, Refused, Returned, Way
from yika.domain.staff.rules import Right
from yika.kit.errors import gettext_noop

resource = Resource(
    "applications",
    gettext_noop("Applications"),
    gettext_noop(
        "Cards that were asked for, until their holders have them. An application begins as an "
        "errand of the kind `application`."
    ),
)
Text = Annotated[Line, Field(min_length=1, max_length=40)]


class ApplicationFilter(Filter):
    state: ApplicationState | None = None
    outlet: OutletId | None = Field(
        None, description=gettext_noop("Prepared there, or sent from anywhere.")
    )
    late: bool | None = None


class Assign(Given):
    card: Annotated[Line, Field(examples=["3104780000000000011"])]


class Sending(Given):
    carrier: Annotated[Text, Field(examples=["SF Express"])]
    tracking: Annotated[Text, Field(examples=["SF1234567890"])]


class Refusing(Given):
    reason: Annotated[str, WithJsonSchema({"type": "string", "enum": [*Refused]})]
    note: Note = ""


class Returning(Given):
    reason: Annotated[str, WithJsonSchema({"type": "string", "enum": [*Returned]})]
    note: Note = ""


class NewReceipt(Given):
    """An outlet to collect it at, or an address to send it to."""

    way: Annotated[Way, one_of(Way), Field(strict=False)]
    outlet: OutletId | None = None
    addressee: Line = ""
    address: Note = ""
    phone: Line = ""


@resource.reads(
    "/application-offers",
    summary=gettext_noop("List what can be applied for"),
    gives=CardOffers,
    scope=None,
    machines=True,
)
def list_application_offers(request: ApiRequest) -> CardOffers:
    found = queries.offers(now=request.call.now, issuer=request.call.by.issuer)
    return CardOffers(data=[CardOffer.of(one) for one in found])


@resource.reads(
    "/applications",
    summary=gettext_noop("List applications"),
    gives=Page[Application],
    scope=Right.APPLICATIONS_VIEW,
)
def list_applications(
    request: ApiRequest, cursor: Query[Cursor], only: Query[ApplicationFilter]
) -> Page[Application]:
    call = request.call
    fetch = partial(queries.applications, by=call.by, now=call.now, **only.wanted)
    return page(cursor, fetch, Application.of)


@resource.reads(
    "/applications/{application}",
    summary=gettext_noop("Get an application"),
    gives=Application,
    scope=Right.APPLICATIONS_VIEW,
)
def get_application(request: ApiRequest, application: Path[ApplicationId]) -> Application:
    return Application.of(queries.application(application, by=request.call.by))


@resource.reads(
    "/applications/{application}/history",
    summary=gettext_noop("Get the history of an application"),
    gives=ApplicationHistory,
    scope=Right.APPLICATIONS_VIEW,
)
def get_application_history(
    request: ApiRequest, application: Path[ApplicationId]
) -> ApplicationHistory:
    lines = queries.history(application, by=request.call.by)
    return ApplicationHistory(data=[ApplicationHappened.of(line) for line in lines])


@resource.changes(
    "/applications/{application}/accept",
    summary=gettext_noop("Accept an application"),
    gives=Application,
    scope=Right.APPLICATIONS_SERVE,
)
def accept_application(request: ApiRequest, application: Path[ApplicationId]) -> Application:
    return Application.of(
        actions.accept_application(application=application, **request.call.traces)
    )


@resource.changes(
    "/applications/{application}/refuse",
    summary=gettext_noop("Refuse an application"),
    gives=Application,
    scope=Right.APPLICATIONS_SERVE,
)
def refuse_application(
    request: ApiRequest, application: Path[ApplicationId], given: Refusing
) -> Application:
    return Application.of(
        actions.refuse_application(
            application=application, **given.model_dump(), **request.call.traces
        )
    )


@resource.changes(
    "/applications/{application}/card",
    summary=gettext_noop("Put a card aside for an application"),
    about=gettext_noop("By its number or the text of its code. It must lie in stock."),
    gives=Application,
    scope=Right.APPLICATIONS_SERVE,
)
def assign_card(
    request: ApiRequest, application: Path[ApplicationId], given: Assign
) -> Application:
    return Application.of(
        actions.assign_card(application=application, card=given.card, **request.call.traces)
    )


@resource.changes(
    "/applications/{application}/ready",
    summary=gettext_noop("Have a card collected"),
    gives=Application,
    scope=Right.APPLICATIONS_SERVE,
)
def ready_to_collect(request: ApiRequest, application: Path[ApplicationId]) -> Application:
    return Application.of(actions.ready_to_collect(application=application, **request.call.traces))


@resource.changes(
    "/applications/{application}/send",
    summary=gettext_noop("Send the card of an application"),
    gives=Application,
    scope=Right.APPLICATIONS_SERVE,
)
def send_applied_card(
    request: ApiRequest, application: Path[ApplicationId], given: Sending
) -> Application:
    return Application.of(
        actions.send_card(application=application, **given.model_dump(), **request.call.traces)
    )


@resource.changes(
    "/applications/{application}/delivered",
    summary=gettext_noop("Note that a card has arrived"),
    gives=Application,
    scope=Right.APPLICATIONS_SERVE,
)
def note_delivered(request: ApiRequest, application: Path[ApplicationId]) -> Application:
    return Application.of(actions.note_delivered(application=application, **request.call.traces))


@resource.changes(
    "/applications/{application}/undeliverable",
    summary=gettext_noop("Note that a card came back"),
    about=gettext_noop("The holder is asked what shall become of it."),
    gives=Application,
    scope=Right.APPLICATIONS_SERVE,
)
def note_undeliverable(
    request: ApiRequest, application: Path[ApplicationId], given: Returning
) -> Application:
    return Application.of(
        actions.note_undeliverable(
            application=application, **given.model_dump(), **request.call.traces
        )
    )


@resource.changes(
    "/applications/{application}/receipt",
    summary=gettext_noop("Have a card received in another way"),
    gives=Application,
    scope=Right.APPLICATIONS_SERVE,
)
def change_receipt(
    request: ApiRequest, application: Path[ApplicationId], given: NewReceipt
) -> Application:
    receipt = Receipt(**given.model_dump() | {"outlet": given.outlet or ""})
    return Application.of(
        actions.change_receipt(application=application, receipt=receipt, **request.call.traces)
    )


@resource.changes(
    "/applications/{application}/withdraw",
    summary=gettext_noop("Withdraw an application"),
    gives=Application,
    scope=Right.APPLICATIONS_SERVE,
)
def withdraw_application(request: ApiRequest, application: Path[ApplicationId]) -> Application:
    return Application.of(
        actions.withdraw_application(application=application, **request.call.traces)
    )
