"""The tables of campaigns, of the cards in them, and of what their holders were told."""

from django.db import models
from django.db.models import Q

from yika.domain.campaigns.rules.plan import Plan
from yika.domain.campaigns.rules.states import ON, OVER, CardState, State
from yika.domain.vault.fields import SealedField
from yika.kit import ids
from yika.kit.envelope import place

_PLANNED_OR_ON = sorted(state.value for state in {State.PLANNED, *ON})


class Campaign(models.Model):
    """Cards in use of one product whose holders have to prove their names by a day.

    `gathered` is the last card that was looked at while gathering. `promise` counts how often
    work was set for it; work that is due belongs to one promise.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    issuer = models.CharField(max_length=48)
    product = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default=State.PLANNED.value)
    deadline = models.DateField()
    warns = models.JSONField()
    loading_after = models.PositiveSmallIntegerField(null=True)
    spending_after = models.PositiveSmallIntegerField(null=True)
    zone = models.CharField(max_length=48)
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=64)
    planned_by_request = models.UUIDField(unique=True, editable=False)
    started_at = models.DateTimeField(null=True)
    started_by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=64)
    gathered = models.UUIDField(null=True)
    found = models.PositiveIntegerField(default=0)
    known_before = models.PositiveIntegerField(default=0)
    promise = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "product"],
                condition=Q(state__in=_PLANNED_OR_ON),
                name="campaign_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["issuer", "id"], name="campaign_by_issuer")]

    def __str__(self) -> str:
        return ids.show("cmp", self.id)

    @property
    def plan(self) -> Plan:
        return Plan(
            deadline=self.deadline,
            warns=tuple(self.warns),
            loading_after=self.loading_after,
            spending_after=self.spending_after,
            zone=self.zone,
        )


class CampaignCard(models.Model):
    """One card in a campaign. `next_at` is when the worker looks at it; null once it is over.

    `told` counts what its holder was told, `warned` the warnings of the plan among them.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="cards", db_index=False)
    issuer = models.CharField(max_length=48)
    card = models.UUIDField()
    holder = models.UUIDField(null=True)
    state = models.CharField(max_length=12, default=CardState.OPEN.value)
    stage = models.PositiveSmallIntegerField(default=0)
    warned = models.PositiveSmallIntegerField(default=0)
    told = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    since = models.DateTimeField()
    loading_stop = models.CharField(max_length=40)
    spending_stop = models.CharField(max_length=40)
    why = models.CharField(max_length=16)
    note = SealedField(null=True)
    excepted_until = models.DateTimeField(null=True)
    excepted_by_request = models.UUIDField(unique=True, null=True, editable=False)
    warned_by_request = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "card"], name="campaign_card_once"),
            models.CheckConstraint(
                name="campaign_card_over_or_due",
                condition=~Q(state__in=sorted(one.value for one in OVER)) | Q(next_at=None),
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "next_at"], name="campaign_card_due"),
            models.Index(fields=["campaign", "state", "id"], name="campaign_card_by_state"),
            models.Index(fields=["holder", "issuer"], name="campaign_card_by_holder"),
            models.Index(fields=["card"], name="campaign_card_by_card"),
        ]

    def __str__(self) -> str:
        return ids.show("cmpc", self.id)

    @property
    def where(self) -> str:
        """Binds the note to this row."""
        return place(self.issuer, "campaign-card", self.id, "note")

    @property
    def holder_id(self) -> str:
        return ids.show("hld", self.holder) if self.holder else ""

    @property
    def card_id(self) -> str:
        return ids.show("card", self.card)


class CampaignNotice(models.Model):
    """Something that a holder was told because of a card in a campaign, and whether it arrived."""

    pk = models.CompositePrimaryKey("entry_id", "number")
    entry = models.ForeignKey(CampaignCard, models.PROTECT, related_name="notices", db_index=False)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    told_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"campaign:{ids.show('cmpc', self.entry_id)}:{self.number}"
