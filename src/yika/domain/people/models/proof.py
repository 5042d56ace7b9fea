"""The table of one-time codes that were sent."""

from django.db import models

from yika.domain.people.models.holder import Holder
from yika.domain.people.models.personal import Personal
from yika.domain.people.rules.codes import ABOUT_MAX
from yika.domain.people.rules.holders import LANGUAGE_MAX
from yika.domain.vault.fields import BytesField, SealedField
from yika.kit import ids


class Proof(Personal):
    """A code that was sent to a contact; who knows it can read what arrives there.

    `mac` is a keyed hash of the code. A decoy, sent nowhere because the contact is nobody's, has
    one that no code leads to, and is a row like any other. `about` is the public id of the thing
    that the code was sent about, where it is not about the person alone.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    purpose = models.CharField(max_length=16)
    kind = models.CharField(max_length=8)
    value = SealedField()
    language = models.CharField(max_length=LANGUAGE_MAX)
    holder = models.ForeignKey(Holder, models.CASCADE, null=True, related_name="+")
    about = models.CharField(max_length=ABOUT_MAX, default="")
    mac = BytesField(max_length=34)
    sent_at = models.DateTimeField()
    again_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    created_by_request = models.UUIDField(unique=True, editable=False)
    used_by_request = models.UUIDField(null=True, editable=False)

    def __str__(self) -> str:
        return ids.show("proof", self.id)
