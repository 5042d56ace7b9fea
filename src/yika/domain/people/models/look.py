"""The table of looks at personal data."""

from django.db import models

from yika.domain.people.models.holder import Holder
from yika.domain.people.models.personal import Personal
from yika.domain.vault.fields import SealedField
from yika.kit import ids


class Look(Personal):
    """Somebody was shown what is masked by default. The holder sees who it was, and what for.

    The journal vouches that it was; the purpose stands here, encrypted, for it may name people.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    holder = models.ForeignKey(Holder, models.CASCADE, related_name="looks")
    field = models.CharField(max_length=16)
    purpose = SealedField()
    by = models.CharField(max_length=64)
    issuer = models.CharField(max_length=48)
    at = models.DateTimeField()
    created_by_request = models.UUIDField(unique=True, editable=False)

    def __str__(self) -> str:
        return ids.show("look", self.id)
