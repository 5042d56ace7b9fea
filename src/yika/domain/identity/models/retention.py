"""The tables of how long data is kept: holds on it, wishes to erase it, copies of it, figures."""

from django.db import models
from django.db.models import Q

from yika.domain.vault.fields import SealedField
from yika.kit import ids
from yika.kit.envelope import place


class RetentionHold(models.Model):
    """Nothing of a holder is destroyed while it lasts: a court, an authority, a dispute.

    The reason may name people, so it stands encrypted. Whoever placed it does not lift it.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    holder = models.UUIDField(db_index=True)
    issuer = models.CharField(max_length=48)
    reason = SealedField()
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=64)
    until = models.DateTimeField(db_index=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=64)
    created_by_request = models.UUIDField(unique=True, editable=False)

    def __str__(self) -> str:
        return ids.show("dhold", self.id)

    @property
    def where(self) -> str:
        """Binds the reason to this row."""
        return place("", "retention-hold", self.id, "reason")


class EraseRequest(models.Model):
    """A holder wants to be forgotten. One at most is open for each.

    `told` says, class by class, what was destroyed, or what stands in the way.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    holder = models.UUIDField()
    state = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    told = models.JSONField(default=dict)
    created_by_request = models.UUIDField(unique=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder"],
                condition=Q(ended_at__isnull=True),
                name="erase_request_open_once",
            ),
        ]
        indexes = [models.Index(fields=["holder", "id"], name="erase_request_by_holder")]

    def __str__(self) -> str:
        return ids.show("erase", self.id)


class DataCopy(models.Model):
    """A copy of everything that is kept about a holder, for himself.

    Text of some hundred kilobytes at most, so it stands in its row, encrypted, until its time is
    over and its key is destroyed.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    holder = models.UUIDField()
    language = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True, db_index=True)
    data = SealedField(null=True)
    page = SealedField(null=True)
    downloads = models.PositiveIntegerField(default=0)
    created_by_request = models.UUIDField(unique=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["holder", "id"], name="data_copy_by_holder")]

    def __str__(self) -> str:
        return ids.show("copy", self.id)

    def where(self, field: str) -> str:
        """Binds one of the two forms to this row."""
        return place("", "data-copy", self.id, field)


class KeepingTime(models.Model):
    """How long an issuer keeps one class of data, where that is not what ships."""

    pk = models.CompositePrimaryKey("issuer", "kind")
    issuer = models.CharField(max_length=48)
    kind = models.CharField(max_length=40)
    days = models.PositiveIntegerField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.issuer} {self.kind} {self.days}"
