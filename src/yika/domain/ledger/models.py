"""The tables of the books. Written by the posting engine alone; read through `queries`.

Every unique constraint of a table that grows with the cards holds the account, which is what
they are sharded by. Foreign keys between moves and accounts are kept by the engine, which has
the account locked, and checked by `yika ledger verify`: a check per row would cost more than
the row.
"""

from django.db import models
from django.db.models import F, Q

from yika.domain.ledger.rules import NAME_MAX, State
from yika.domain.vault.fields import BytesField, DayField, MomentField, SealedRow


class Book(models.Model):
    """The books of one issuer: where its days begin, and how far they are closed.

    Nothing is booked before `opened_on`, nor on a day that `closed_through` has reached; the
    totals of a day are final when there is a `ClosedDay`.
    """

    code = models.CharField(max_length=64, unique=True)
    zone = models.CharField(max_length=64)
    opened_on = DayField()
    closed_through = DayField()

    def __str__(self) -> str:
        return self.code


class Heading(models.Model):
    """A line of an issuer's chart of accounts: what its accounts are for, and in which unit."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=128)
    unit = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "code"], name="a_heading_once")]

    def __str__(self) -> str:
        return self.code


class Account(models.Model):
    """Something that can hold an amount of one unit.

    With a floor it is locked when it moves and carries its balance. Without one (fees, a
    provider's clearing, a merchant) it is never locked by a use: its balance is what the moves
    that name it add up to. `floor_min` is the lowest floor it ever had.
    """

    id = models.BigAutoField(primary_key=True)
    heading = models.ForeignKey(Heading, models.PROTECT, related_name="+", db_index=False)
    floor = models.BigIntegerField(null=True)
    floor_min = models.BigIntegerField(null=True)
    ceiling = models.BigIntegerField(null=True)
    balance = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)
    seq = models.IntegerField(default=0)
    last_move = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, default=State.OPEN.value)
    opened_at = MomentField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="balance_less_holds_not_below_floor",
                condition=Q(floor__isnull=True) | Q(balance__gte=F("floor") + F("held")),
            ),
            models.CheckConstraint(name="held_not_negative", condition=Q(held__gte=0)),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"


class AccountName(models.Model):
    """The directory that keeps names unique over all shards, and finds the account of a name."""

    name = models.CharField(max_length=NAME_MAX, primary_key=True)
    account_id = models.BigIntegerField()

    def __str__(self) -> str:
        return self.name


class Batch(SealedRow):
    """What one commit booked, and the keyed hash over all of it. Sealed in order by the worker."""

    id = models.BigAutoField(primary_key=True)
    posted_at = MomentField()
    first_day = DayField(null=True)
    last_day = DayField(null=True)
    moves = models.IntegerField()
    answers = models.IntegerField()

    class Meta(SealedRow.Meta):
        indexes = [
            *SealedRow.Meta.indexes,
            models.Index(fields=["last_day", "first_day"], name="batch_days"),
        ]

    def __str__(self) -> str:
        return f"batch {self.pk}"


class Move(models.Model):
    """An amount that came to (+) or left (−) its account. Never changed, never deleted.

    One row at the account with a floor, which names the other side; a move between two accounts
    with a floor has a row at each (`paired`). `id` is batch and line, so rows append in the order
    of writing; `previous` chains the moves of one account. `part` tells the legs of one request
    apart; `digest` is the hash of what was asked.
    """

    pk = models.CompositePrimaryKey("id", "account_id")
    id = models.BigIntegerField()
    account = models.ForeignKey(
        Account, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    other_id = models.BigIntegerField()
    amount = models.BigIntegerField()
    balance_after = models.BigIntegerField()
    seq = models.IntegerField()
    previous = models.BigIntegerField(null=True)
    part = models.SmallIntegerField()
    paired = models.BooleanField()
    request = BytesField(max_length=16)
    digest = BytesField(max_length=16)
    used_at = MomentField()
    booked_on = DayField()
    reason = models.CharField(max_length=32)
    way = models.CharField(max_length=32)
    reverses = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "account", "part"], name="one_answer_per_request"
            ),
            models.UniqueConstraint(
                fields=["reverses", "account"],
                name="reversed_once",
                condition=Q(reverses__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.seq}: {self.amount}"


class Answer(models.Model):
    """An answer that moved nothing: a refusal, a hold. Kept so that a repeat is told the same."""

    pk = models.CompositePrimaryKey("request", "account_id")
    request = BytesField(max_length=16)
    account = models.ForeignKey(
        Account, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    digest = BytesField(max_length=16)
    code = models.CharField(max_length=64)
    facts = models.TextField()
    used_at = MomentField()
    batch = models.BigIntegerField()
    line = models.SmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["batch", "line"], name="answers_of_a_batch")]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.code or 'kept'}"


class Hold(models.Model):
    """An amount kept aside at an account, open until `ended_at`."""

    pk = models.CompositePrimaryKey("request", "account_id")
    request = BytesField(max_length=16)
    account = models.ForeignKey(
        Account, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    amount = models.BigIntegerField()
    placed_at = MomentField()
    until = MomentField()
    ended_at = MomentField(null=True)
    ended_as = models.CharField(max_length=16, default="")
    ended_by = BytesField(max_length=16, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["until"], name="open_holds", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.amount}"


class ClosedDay(models.Model):
    """A day whose totals are final."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="+", db_index=False)
    day = DayField()
    moves = models.BigIntegerField()
    closed_at = MomentField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "day"], name="a_day_is_closed_once")]

    def __str__(self) -> str:
        return f"{self.book_id} {self.day}"


class DayTotal(models.Model):
    """One line of a day's trial balance: an account without a floor, or all others of a heading.

    Written only for what moved that day; `closing` carries over to the next line. `account_id`
    is 0 for the accounts of a heading together.
    """

    heading = models.ForeignKey(Heading, models.PROTECT, related_name="+", db_index=False)
    account_id = models.BigIntegerField(default=0)
    day = DayField()
    opening = models.BigIntegerField()
    came_in = models.BigIntegerField()
    went_out = models.BigIntegerField()
    closing = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["heading", "account_id", "day"], name="one_line_a_day"),
            models.CheckConstraint(
                name="closing_follows",
                condition=Q(closing=F("opening") + F("came_in") - F("went_out")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.heading_id}"
