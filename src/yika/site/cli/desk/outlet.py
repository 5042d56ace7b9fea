"""Places where issuers receive people: `yika outlet …`."""

from yika.domain.issuers import actions, queries
from yika.domain.issuers.queries import OutletView
from yika.domain.issuers.rules import Text, UnknownOutlet
from yika.kit import ids
from yika.kit.errors import gettext_noop
from yika.site.cli import frame
from yika.site.cli.desk import options

app = frame.group(gettext_noop("The places where issuers receive people."))


@app.command("open", help=gettext_noop("Open an outlet of an issuer."))
def open_outlet(  # noqa: PLR0913  all that is known of an outlet from its first day
    issuer: options.Of,
    code: options.Code,
    *,
    name_en: options.NameEn,
    name_zh: options.NameZh,
    address_en: options.AddressEn,
    address_zh: options.AddressZh,
    phone: options.Phone = "",
    hours: options.OpeningHours,
    services: options.Services = [],  # noqa: B006  typer makes a new one each time
    step_free: options.StepFree = False,
    position: options.Position = "",
    json: frame.Json = False,
) -> None:
    opened = actions.open_outlet(
        issuer=issuer,
        code=code,
        name=Text(name_en, name_zh),
        address=Text(address_en, address_zh),
        phone=phone,
        hours=hours,
        services=services,
        step_free=step_free,
        position=position,
        by=frame.OPERATOR,
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    frame.answer(_told(opened), json=json, text=f"{opened.code}\t{opened.id}")


@app.command("list", help=gettext_noop("Show outlets and when they are open."))
def list_outlets(
    issuer: options.Issuer = "", every: options.Ended = False, json: frame.Json = False
) -> None:
    found = queries.outlets(issuer or None, closed=every)
    headings = [
        gettext_noop("Issuer"),
        gettext_noop("Outlet"),
        gettext_noop("Name"),
        gettext_noop("Open now"),
        gettext_noop("Hours"),
        gettext_noop("Id"),
    ]
    now = frame.now()
    cells = (
        [one.issuer, one.code, one.name.zh_hans, "•" if one.is_open(now) else "", one.hours, one.id]
        for one in found
    )
    frame.answer([_told(one) for one in found], json=json, text=frame.table(headings, cells))


@app.command("act-for", help=gettext_noop("Let an outlet serve the cards of other issuers too."))
def act_for(
    issuer: options.Of,
    code: options.Code,
    others: options.ActsFor = [],  # noqa: B006  typer makes a new one each time
    json: frame.Json = False,
) -> None:
    changed = actions.act_for(
        outlet=outlet_id(issuer, code),
        issuers=others,
        by=frame.OPERATOR,
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    frame.answer(_told(changed), json=json, text="\t".join(changed.issuers))


def outlet_id(issuer: str, code: str) -> str:
    """The id of an issuer's outlet by its short name; empty for none."""
    if not code:
        return ""
    for one in queries.outlets(issuer):
        if one.code == code:
            return one.id
    raise UnknownOutlet(outlet=code)


def _told(outlet: OutletView) -> dict[str, object]:
    return {
        "id": outlet.id,
        "issuer": outlet.issuer,
        "code": outlet.code,
        "name_en": outlet.name.en,
        "name_zh": outlet.name.zh_hans,
        "address_en": outlet.address.en,
        "address_zh": outlet.address.zh_hans,
        "phone": outlet.phone,
        "hours": outlet.hours.as_json(),
        "services": list(outlet.services),
        "issuers": list(outlet.issuers),
        "step_free": outlet.step_free,
        "position": str(outlet.position or ""),
        "closed_at": outlet.closed_at,
    }
