"""Takes what was captured at somebody's home into the verification of his name."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from yika.domain.cards import queries as cards
from yika.domain.cards.rules import Edition
from yika.domain.identity import actions as identity
from yika.domain.identity.actions import Witness
from yika.domain.identity.queries.consents import find_consent
from yika.domain.identity.rules.consents import Purpose as Consent
from yika.domain.issuers.queries import issuer
from yika.domain.visits.keeping.stepping import Asked
from yika.domain.visits.models import Bundle, HomeVisit
from yika.domain.visits.rules import bundles
from yika.domain.visits.rules.boxes import Unopenable, open_box
from yika.domain.visits.rules.bundles import Met, Sheet
from yika.domain.visits.rules.refusals import NothingToProve
from yika.kit.errors import Invalid, Refusal
from yika.products.tables.real_name import RealName


@dataclass(frozen=True, slots=True)
class Captured:
    """What came back, opened: the sheet, and pictures by document and side."""

    sheet: Sheet
    pictures: Mapping[str, bytes]


def opened(bundle: Bundle, pieces: Mapping[str, bytes]) -> Captured:
    """All pieces in plain text; Unopenable or NoSheet when one of them cannot be read."""
    private = bundle.told_key()
    if not private:
        raise Unopenable
    plain = {name: open_box(private, box, about=bundle.about(name)) for name, box in pieces.items()}
    return Captured(bundles.read_sheet(plain.pop(bundles.SHEET)), plain)


def policy_of(row: HomeVisit, now: datetime) -> tuple[Edition, RealName]:
    """What the product asks for now; refused where it asks for no name."""
    day = now.astimezone(ZoneInfo(issuer(row.issuer).zone)).date()
    edition = cards.find_edition_in_force(row.issuer, row.product, day)
    asks = edition.product.real_name if edition else None
    if edition is None or asks is None or asks.need == "never":
        raise NothingToProve
    return edition, asks


def take_in(row: HomeVisit, captured: Captured, witness: Witness, asked: Asked) -> list[str]:
    """Give all of it to the verification and submit that; answers what could not be used.

    A picture on which nothing can be made out must not undo the rest: the two have left, and
    the device has forgotten everything. What is missing then, the holder can still give.
    """
    sheet, troubles = captured.sheet, list[str]()
    if sheet.met is not Met.DONE:
        return troubles
    edition, asks = policy_of(row, asked.now)
    acting: dict[str, Any] = {"by": asked.by, "now": asked.now}
    with _noting(troubles, sheet.document):
        row.verification = identity.begin_verification(
            holder=row.holder_id,
            issuer=row.issuer,
            product=row.product,
            edition=edition.product.edition,
            real_name=asks,
            document=sheet.document,
            request_id=f"{asked.request_id}:begin",
            **acting,
        ).id
    if not row.verification:
        return troubles
    about: dict[str, Any] = {"verification": row.verification} | acting
    for name, content in captured.pictures.items():
        with _noting(troubles, name):
            document, side = bundles.place_of(name)
            identity.add_picture(
                **about,
                side=side,
                document=document,
                content=content,
                request_id=f"{asked.request_id}:{name}",
            )
    with _noting(troubles, "details"):
        identity.give_fields(**about, fields=sheet.fields, request_id=f"{asked.request_id}:details")
    with _noting(troubles, "submit"):
        identity.submit_verification(
            **about, witness=witness, request_id=f"{asked.request_id}:submit"
        )
    return troubles


def seen_by_both(row: HomeVisit, sheet: Sheet) -> Witness:
    """What the two vouch for; the face only where its holder lets it be compared."""
    lets = find_consent(row.holder_id, purpose=Consent.FACE, issuer=row.issuer) is not None
    return Witness(sheet.original, sheet.face and lets)


def packed(pieces: Mapping[str, bytes]) -> bytes:
    """The pieces as one content, still closed."""
    return json.dumps({name: b64encode(box).decode() for name, box in pieces.items()}).encode()


def unpacked(content: bytes) -> dict[str, bytes]:
    return {name: b64decode(box) for name, box in json.loads(content).items()}


@contextmanager
def _noting(troubles: list[str], what: str) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except Refusal as no:
        troubles.append(f"{what}:{no.code}")
    except (Invalid, ValueError):
        troubles.append(f"{what}:invalid")
