"""Locks an import, so that two workers never do the same piece of it."""

from yika.domain.imports.models import Import
from yika.domain.imports.queries import read_import
from yika.domain.imports.rules import refusals
from yika.kit.actor import Actor


def hold_import(import_id: str, by: Actor) -> Import:
    """The row, held until the transaction ends. That of another issuer does not exist."""
    row = Import.objects.select_for_update().filter(pk=read_import(import_id)).first()
    if row is None or not by.sees(row.issuer):
        raise refusals.UnknownImport(name=import_id)
    return row
