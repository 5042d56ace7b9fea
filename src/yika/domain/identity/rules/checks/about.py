"""What every check looks at: one document, what was given and read of it, and on which day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yika.domain.identity.rules.checks.check import Policy
from yika.domain.identity.rules.documents import RULES, DocumentRule, Fields, Side
from yika.domain.identity.rules.mrz import Zone, parse
from yika.domain.identity.rules.numbers import NumberFinding, judge_number
from yika.products.documents import Document


@dataclass(frozen=True, slots=True)
class About:
    """One document on one day. `read` is None where there was no reader."""

    document: Document
    given: Fields
    read: Mapping[Side, Fields] | None
    policy: Policy
    today: date

    @property
    def rule(self) -> DocumentRule:
        return RULES[self.document]

    def sides(self) -> Mapping[Side, frozenset[str]]:
        """The sides that are asked for, with what stands on them."""
        wanted = self.policy.sides or frozenset(self.rule.sides)
        return {side: names for side, names in self.rule.sides.items() if side in wanted}

    def asked(self) -> frozenset[str]:
        """The fields of those sides."""
        return frozenset().union(*self.sides().values())

    def number(self) -> NumberFinding:
        """What the number that was given turns out to be."""
        return judge_number(
            self.document,
            self.given.number,
            today=self.today,
            nationality=self.given.nationality,
        )

    def all_read(self) -> Fields:
        """What was read of all sides, the first side first."""
        fields = Fields()
        for side in self.rule.sides:
            fields = fields.joined((self.read or {}).get(side, Fields()))
        return fields

    def zone(self) -> Zone | None:
        """The machine-readable zone, as somebody typed it or as it was read."""
        return parse(self.given.mrz or self.all_read().mrz, today=self.today)
