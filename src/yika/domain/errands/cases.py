"""Hands out case numbers, each only once."""

from django.db import IntegrityError, transaction

from yika.domain.errands.models import CaseNumber
from yika.domain.errands.rules.cases import new_case


def take_case(subject: str) -> str:
    """A case number that leads to this subject from now on."""
    while True:
        number = new_case()
        try:
            with transaction.atomic():
                CaseNumber.objects.create(number=number, subject=subject)
        except IntegrityError:  # one in a million millions is taken
            continue
        return number
