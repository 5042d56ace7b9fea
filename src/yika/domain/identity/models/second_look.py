"""The table of confirmations that were drawn for a second look."""

from django.db import models
from django.db.models import Q

from yika.domain.identity.models.verification import Verification
from yika.domain.identity.rules.review.states import Look

OVER = [Look.AGREED.value, Look.DISAGREED.value, Look.UPHELD.value, Look.OVERTURNED.value]


class SecondLook(models.Model):
    """That another reviewer looks at a confirmation again, and what he found; once for each.

    Why he disagrees in his own words stands in the turns of the verification.
    """

    verification = models.OneToOneField(
        Verification, models.PROTECT, related_name="second_look", primary_key=True
    )
    issuer = models.CharField(max_length=48)
    state = models.CharField(max_length=16, default=Look.WAITS.value)
    approved_by = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    locked_by = models.CharField(max_length=64)
    locked_until = models.DateTimeField(null=True)
    looked_by = models.CharField(max_length=64)
    looked_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=24)
    settled_by = models.CharField(max_length=64)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="second_look_whole",
                condition=~Q(state__in=OVER) | Q(looked_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["issuer", "state", "drawn_at"], name="second_look_by_age"),
            models.Index(fields=["issuer", "looked_at"], name="second_look_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.verification} {self.state}"
