"""The issuer that a key belongs to."""

from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.operations import Resource
from yika.channels.api.terms.shapes import Shape, Words
from yika.domain.issuers import queries
from yika.kit.errors import gettext_noop

resource = Resource("issuer", gettext_noop("Issuer"), gettext_noop("Whose cards these are."))


class Issuer(Shape):
    code: str
    name: Words
    kind: str
    hotline: str
    time_zone: str


@resource.reads(
    "/issuer",
    summary=gettext_noop("Get the issuer of the key"),
    gives=Issuer,
    scope=None,
    machines=True,
)
def get_issuer(request: ApiRequest) -> Issuer:
    found = queries.issuer(request.call.by.issuer)
    return Issuer(
        code=found.code,
        name=Words.of(found.name),
        kind=found.kind,
        hotline=found.hotline,
        time_zone=found.zone,
    )
