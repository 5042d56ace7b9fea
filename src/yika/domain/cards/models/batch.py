"""The tables of card stock: batches, their deliveries to outlets, and runs of numbers."""

from django.db import models
from django.db.models import Q

from yika.domain.cards.rules.stock import DeliveryState
from yika.domain.vault.fields import MomentField, SealedField
from yika.kit import ids
from yika.kit.envelope import place
from yika.products.tables.number import DIGITS_MAX


class Batch(models.Model):
    """Cards that were made together, or taken over together from an older system."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    issuer = models.CharField(max_length=48)
    product = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField()
    taken_over = models.BooleanField(default=False)
    count = models.PositiveIntegerField()
    first_number = models.CharField(max_length=DIGITS_MAX, default="")
    last_number = models.CharField(max_length=DIGITS_MAX, default="")
    made_at = MomentField()
    made_by = models.CharField(max_length=64)
    made_by_request = models.UUIDField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["issuer", "id"], name="batch_by_issuer")]

    def __str__(self) -> str:
        return ids.show("bat", self.id)


class Delivery(models.Model):
    """Cards of one batch on their way to an outlet, and what was counted there.

    Whoever counts does not see `count` before. `difference` is what was counted less what was
    sent; while it is not zero and not settled, the cards are in no stock.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    issuer = models.CharField(max_length=48)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+")
    outlet = models.UUIDField()
    count = models.PositiveIntegerField()
    first_number = models.CharField(max_length=DIGITS_MAX)
    last_number = models.CharField(max_length=DIGITS_MAX)
    state = models.CharField(max_length=16, default=DeliveryState.ON_THE_WAY.value)
    sent_at = MomentField()
    sent_by = models.CharField(max_length=64)
    sent_by_request = models.UUIDField(unique=True)
    counted = models.PositiveIntegerField(null=True)
    counted_at = MomentField(null=True)
    counted_by = models.CharField(max_length=64, default="")
    counted_by_request = models.UUIDField(unique=True, null=True)
    reason = models.CharField(max_length=32, default="")
    note = SealedField(null=True)
    settled_at = MomentField(null=True)
    settled_by = models.CharField(max_length=64, default="")
    settled_by_request = models.UUIDField(unique=True, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delivery_counted_whole",
                condition=Q(counted__isnull=True, counted_at__isnull=True)
                | Q(counted__isnull=False, counted_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["issuer", "id"], name="delivery_by_issuer")]

    def __str__(self) -> str:
        return ids.show("dlv", self.id)

    @property
    def note_place(self) -> str:
        """Binds the encrypted note to this row."""
        return place(self.issuer, "delivery", self.id, "note")


class NumberSeries(models.Model):
    """How far the serial numbers behind a prefix have been given out, over all issuers."""

    series = models.CharField(max_length=32, primary_key=True)
    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.series
