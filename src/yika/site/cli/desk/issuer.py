"""Organizations that issue cards: `yika issuer …`."""

from yika.domain.issuers import actions, queries
from yika.domain.issuers.queries import IssuerView
from yika.domain.issuers.rules import Text
from yika.kit import ids
from yika.kit.errors import gettext_noop
from yika.site.cli import frame
from yika.site.cli.desk import options

app = frame.group(gettext_noop("The organizations that issue cards here."))


@app.command("open", help=gettext_noop("Let an organization issue cards here."))
def open_issuer(
    code: options.Code,
    *,
    name_en: options.NameEn,
    name_zh: options.NameZh,
    kind: options.Kind,
    hotline: options.Hotline,
    zone: options.Zone,
    seal: options.SealGlyph,
    json: frame.Json = False,
) -> None:
    opened = actions.open_issuer(
        code=code,
        name=Text(name_en, name_zh),
        kind=kind,
        hotline=hotline,
        zone=zone,
        seal=seal,
        by=frame.OPERATOR,
        now=frame.now(),
        request_id=str(ids.new_id()),
    )
    frame.answer(_told(opened), json=json, text=opened.code)


@app.command("list", help=gettext_noop("Show all issuers."))
def list_issuers(json: frame.Json = False) -> None:
    found = queries.issuers()
    headings = [
        gettext_noop("Issuer"),
        gettext_noop("Name"),
        gettext_noop("Kind"),
        gettext_noop("Hotline"),
        gettext_noop("Time zone"),
    ]
    cells = (
        [
            one.code,
            f"{one.seal} {one.name.zh_hans} · {one.name.en}",
            one.kind,
            one.hotline,
            one.zone,
        ]
        for one in found
    )
    frame.answer([_told(one) for one in found], json=json, text=frame.table(headings, cells))


def _told(issuer: IssuerView) -> dict[str, object]:
    return {
        "code": issuer.code,
        "name_en": issuer.name.en,
        "name_zh": issuer.name.zh_hans,
        "kind": issuer.kind,
        "hotline": issuer.hotline,
        "zone": issuer.zone,
        "seal": issuer.seal,
    }
