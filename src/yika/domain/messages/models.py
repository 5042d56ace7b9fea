"""The table of messages."""

from django.db import models
from django.db.models import Q

from yika.domain.messages.rules import Way
from yika.domain.vault.fields import BytesField, SealedField
from yika.kit import ids
from yika.kit.envelope import place

REFERENCE_MAX = 128


class Message(models.Model):
    """Something we told a person, by one way.

    What an inbox shows stands encrypted in `content`. Of what left by SMS or e-mail only to whom
    it went is kept, masked; the text itself is in the outbox until it was sent, and then nowhere.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    way = models.CharField(max_length=8)
    reference = models.CharField(max_length=REFERENCE_MAX)
    digest = BytesField(max_length=34)
    template = models.CharField(max_length=40)
    holder = models.CharField(max_length=64)
    issuer = models.CharField(max_length=64)
    content = SealedField()
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["way", "reference"], name="message_once"),
            models.CheckConstraint(
                name="message_read_in_the_inbox",
                condition=Q(way=Way.INBOX.value) | Q(read_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "way", "id"], name="message_by_holder"),
            models.Index(fields=["issuer", "id"], name="message_by_issuer"),
        ]

    def __str__(self) -> str:
        return ids.show("msg", self.id)

    @property
    def where(self) -> str:
        """Binds the encrypted content to this row."""
        return place("", "message", self.id, "content")
