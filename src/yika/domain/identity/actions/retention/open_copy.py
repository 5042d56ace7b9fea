"""Hands a holder the copy of his data, after writing down that it was handed out."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from yika.domain.identity.models import DataCopy
from yika.domain.identity.queries.retention.copies import copy_key
from yika.domain.identity.rules.retention import sections as rules
from yika.domain.identity.rules.retention.sections import Form
from yika.domain.journal.actions import record
from yika.domain.vault.queries import keyring
from yika.kit import envelope, ids
from yika.kit.actor import Actor


def open_copy(*, copy: str, form: str, by: Actor, now: datetime, request_id: str) -> str:
    """All that is kept about a person, as data or as a page, for nobody but himself.

    That it was handed out is committed before anything is shown.
    """
    wanted = _form(form)
    row = _write_down(copy, wanted, by=by, now=now, request_id=request_id)
    blob = row.data if wanted is Form.DATA else row.page
    return envelope.open_(keyring(), blob or b"", where=row.where(wanted)).decode()


@transaction.atomic
def _write_down(copy: str, form: Form, *, by: Actor, now: datetime, request_id: str) -> DataCopy:
    row = DataCopy.objects.filter(pk=copy_key(copy)).first()
    if row is None or by.id != ids.show("hld", row.holder):
        raise rules.UnknownCopy

    if row.made_at is None or row.expires_at is None:
        raise rules.CopyNotReady
    if now >= row.expires_at or not row.data:
        raise rules.CopyIsOver

    DataCopy.objects.filter(pk=row.pk).update(downloads=F("downloads") + 1)

    record(
        "data.copy_handed_out",
        subject=by.id,
        by=by,
        now=now,
        request_id=request_id,
        facts={"copy": copy, "form": form.value},
    )
    return row


def _form(form: str) -> Form:
    try:
        return Form(form)
    except ValueError:
        raise rules.UnknownCopy from None
