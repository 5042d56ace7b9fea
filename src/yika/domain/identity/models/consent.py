"""The table of what people have agreed to."""

from django.db import models
from django.db.models import Q

from yika.kit import ids


class Consent(models.Model):
    """Somebody agreed to one purpose of one issuer, in the words that `digest` stands for.

    Of each purpose one at most is in force; an older one was withdrawn, or replaced by a newer
    text that he agreed to. It names nobody: the words are ours.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    holder = models.UUIDField()
    issuer = models.CharField(max_length=48)
    purpose = models.CharField(max_length=32)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=64)
    replaced_at = models.DateTimeField(null=True)
    created_by_request = models.UUIDField(unique=True, editable=False)
    withdrawn_by_request = models.UUIDField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "issuer", "purpose"],
                condition=Q(withdrawn_at__isnull=True, replaced_at__isnull=True),
                name="consent_in_force_once",
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "issuer", "purpose"], name="consent_by_holder"),
            models.Index(fields=["withdrawn_at"], name="consent_by_end"),
        ]

    def __str__(self) -> str:
        return ids.show("con", self.id)
