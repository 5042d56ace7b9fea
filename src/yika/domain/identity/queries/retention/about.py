"""All that identity keeps about a holder, for the copy he gets of it."""

import json
from collections.abc import Mapping
from uuid import UUID

from yika.domain.identity.models import Evidence, ProvenIdentity, Verification
from yika.domain.identity.queries.consents import kept_consents
from yika.domain.identity.rules.retention.sections import Row, Section
from yika.kit import ids
from yika.kit.errors import gettext_noop


def about_holder(holder: str) -> list[Section]:
    """Everything of a holder, unmasked and over all issuers: for nobody but himself.

    What staff only remarked among themselves, and the pictures themselves, are not in it.
    """
    key = ids.read("hld", holder)
    return [_consents(holder), _verifications(key), _pictures(key), _proven(key)]


def _consents(holder: str) -> Section:
    labels = {
        "purpose": gettext_noop("Purpose"),
        "issuer": gettext_noop("Issuer"),
        "version": gettext_noop("Version"),
        "given_at": gettext_noop("Given"),
        "withdrawn_at": gettext_noop("Taken back"),
    }
    names = ("id", *labels, "language", "digest", "given_by", "channel", "replaced_at")
    rows = [{name: getattr(one, name) for name in names} for one in kept_consents(holder)]
    return Section("consents", gettext_noop("What you agreed to"), labels, rows)


def _verifications(holder: UUID) -> Section:
    labels = {
        "case": gettext_noop("Number"),
        "issuer": gettext_noop("Issuer"),
        "document": gettext_noop("Document"),
        "state": gettext_noop("State"),
        "begun_at": gettext_noop("Begun"),
        "decided_at": gettext_noop("Decided"),
        "fields": gettext_noop("What it says"),
        "read": gettext_noop("What a program read on the pictures"),
    }
    rows = Verification.objects.filter(holder=holder).order_by("-id")
    title = gettext_noop("Checks of your real name")
    return Section("verifications", title, labels, [_verification(row) for row in rows])


def _verification(row: Verification) -> Row:
    names = ("case", "issuer", "product", "document", "state", "channel", "reason")
    moments = ("begun_at", "submitted_at", "decided_at")
    facts = {name: getattr(row, name) for name in (*names, *moments)}
    return facts | {
        "id": str(row),
        "fields": _flat(row.told("fields")),
        "read": row.told("read"),
        "agent": row.told("agent"),
    }


def _flat(told: str) -> str:
    """Fields as one line for people: name: …, number: …; anything else as it stands."""
    try:
        found = json.loads(told) if told else {}
    except ValueError:
        return told
    if not isinstance(found, Mapping):
        return told
    return ", ".join(f"{name}: {value}" for name, value in found.items() if value)


def _pictures(holder: UUID) -> Section:
    labels = {
        "document": gettext_noop("Document"),
        "side": gettext_noop("Side"),
        "given_at": gettext_noop("Given"),
    }
    rows = Evidence.objects.filter(verification__holder=holder).order_by("-id")
    told = [{"id": str(row)} | {name: getattr(row, name) for name in labels} for row in rows]
    return Section("pictures", gettext_noop("Pictures of your documents"), labels, told)


def _proven(holder: UUID) -> Section:
    labels = {
        "issuer": gettext_noop("Issuer"),
        "level": gettext_noop("Level"),
        "document": gettext_noop("Document"),
        "name": gettext_noop("Name"),
        "number": gettext_noop("Number"),
        "verified_at": gettext_noop("Checked"),
        "verified_until": gettext_noop("Valid until"),
    }
    plain = ("issuer", "level", "document", "verified_at", "verified_until", "lapsed_at")
    rows = [
        {name: getattr(row, name) for name in plain}
        | {"name": row.told("name"), "number": row.told("number")}
        for row in ProvenIdentity.objects.filter(holder=holder).order_by("-id")
    ]
    return Section("proven-names", gettext_noop("Your proven name"), labels, rows)
