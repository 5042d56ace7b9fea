"""Passwords that too many people use."""

from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator


@cache
def common_passwords() -> frozenset[str]:
    """The 20,000 most common passwords, as Django ships them, in small letters."""
    return frozenset(CommonPasswordValidator().passwords)
