"""The tables of holders, and of the issuers that know them."""

from django.db import models

from yika.domain.people.models.login import Login
from yika.domain.people.models.personal import Personal
from yika.domain.people.rules.holders import LANGUAGE_MAX
from yika.domain.vault.fields import BytesField, SealedField
from yika.kit import ids


class Holder(Personal):
    """A person who has cards. Without a login until he signs in for the first time.

    `name_index` finds him by his whole name. `phrase` is what he chose to know our messages by.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    login = models.OneToOneField(Login, models.PROTECT, null=True, related_name="holder")
    name = SealedField(null=True)
    name_index = BytesField(max_length=34, null=True, db_index=True)
    language = models.CharField(max_length=LANGUAGE_MAX)
    phrase = SealedField(null=True)
    born_on = SealedField(null=True)
    created_at = models.DateTimeField()
    created_by_request = models.UUIDField(unique=True, editable=False)
    changed_by_request = models.UUIDField(null=True, editable=False)

    def __str__(self) -> str:
        return ids.show("hld", self.id)


class Acquaintance(models.Model):
    """An issuer that a holder has dealt with. The staff of no other may know that he exists."""

    pk = models.CompositePrimaryKey("holder_id", "issuer")
    holder = models.ForeignKey(Holder, models.CASCADE, related_name="acquaintances", db_index=False)
    issuer = models.CharField(max_length=48)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.issuer} {ids.show('hld', self.holder_id)}"
