"""The table of the editions of products."""

from typing import Any, Never

from django.db import models
from django.db.models import F, Q

from yika.kit import ids


class ProductEdition(models.Model):
    """A product as one issuer sells it from a day on. What it says never changes.

    Cards keep the edition they were sold under, so no row is ever updated but by its approval,
    and none is deleted.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    issuer = models.CharField(max_length=48)
    product = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    effective_on = models.DateField()
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    proposed_by_request = models.UUIDField(unique=True)
    approved_by = models.CharField(max_length=64, null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by_request = models.UUIDField(unique=True, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "product", "edition"], name="edition_once"),
            models.CheckConstraint(name="edition_counts_from_one", condition=Q(edition__gte=1)),
            models.CheckConstraint(
                name="edition_approved_by_another",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="edition_approved_whole",
                condition=Q(
                    approved_by__isnull=True,
                    approved_at__isnull=True,
                    approved_by_request__isnull=True,
                )
                | Q(
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    approved_by_request__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.product} {self.edition}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("an edition is never changed: propose the next one")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        raise TypeError("an edition is never deleted: cards may have been sold under it")
