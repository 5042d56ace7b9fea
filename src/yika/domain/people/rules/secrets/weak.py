"""Why a PIN or password is too weak, each reason in its own words."""

from enum import StrEnum
from typing import ClassVar

from yika.kit.errors import Refusal, gettext_noop


class Reason(StrEnum):
    NOT_DIGITS = "not-digits"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    SAME = "same"
    RUN = "run"
    REPEATS = "repeats"
    KEYBOARD = "keyboard"
    BIRTHDAY = "birthday"
    ID_NUMBER = "id-number"
    PHONE = "phone"
    CARD_NUMBER = "card-number"
    EMAIL = "email"
    NAME = "name"
    COMMON = "common"


class WeakSecret(Refusal):
    """Programs match the `reason` among the facts; none of them tells anything of the secret."""

    code = "people.weak_secret"
    wording = gettext_noop("This is too easy to guess.")
    reason: ClassVar[Reason]

    def __init__(self, **facts: object) -> None:
        super().__init__(reason=self.reason.value, **facts)


class NotDigits(WeakSecret):
    reason = Reason.NOT_DIGITS
    wording = gettext_noop("A PIN is made of digits only.")


class TooShort(WeakSecret):
    reason = Reason.TOO_SHORT
    wording = gettext_noop("It is too short. Use at least {least} characters.")


class TooLong(WeakSecret):
    reason = Reason.TOO_LONG
    wording = gettext_noop("It is too long. Use at most {most} characters.")


class Same(WeakSecret):
    reason = Reason.SAME
    wording = gettext_noop("It is one character over and over, which is tried first.")


class Run(WeakSecret):
    reason = Reason.RUN
    wording = gettext_noop("It counts up or down, like 123456 or abcdef, which is tried first.")


class Repeats(WeakSecret):
    reason = Reason.REPEATS
    wording = gettext_noop("It repeats the same few characters, like 121212 or 112233.")


class Keyboard(WeakSecret):
    reason = Reason.KEYBOARD
    wording = gettext_noop("It follows the keys of the keyboard, like 147258 or qwerty.")


class Birthday(WeakSecret):
    reason = Reason.BIRTHDAY
    wording = gettext_noop("It contains your date of birth, which others know.")


class IdNumber(WeakSecret):
    reason = Reason.ID_NUMBER
    wording = gettext_noop("It contains digits of your identity document, which others have seen.")


class Phone(WeakSecret):
    reason = Reason.PHONE
    wording = gettext_noop("It contains digits of your phone number, which others know.")


class CardNumber(WeakSecret):
    reason = Reason.CARD_NUMBER
    wording = gettext_noop("It contains digits of your card number, which a finder of it can read.")


class Email(WeakSecret):
    reason = Reason.EMAIL
    wording = gettext_noop("It contains your e-mail address, which others know.")


class Name(WeakSecret):
    reason = Reason.NAME
    wording = gettext_noop("It contains your name, which others know.")


class Common(WeakSecret):
    reason = Reason.COMMON
    wording = gettext_noop("It is among those that most people choose, which are tried first.")
