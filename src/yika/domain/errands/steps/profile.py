"""Profile: who the person is and where he can be reached, unless that is known."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Annotated

from yika.domain.errands.rules.asks import Ask, Asked, AskKind, Choice, StepForm, asks
from yika.domain.errands.steps.step import Stand, Step, Taken, Way
from yika.domain.people import actions as people
from yika.domain.people import queries
from yika.domain.people.rules import MaskedHolder, normal_email, normal_name, normal_phone
from yika.kit.actor import WORKER, ActorKind
from yika.kit.errors import Fault, Invalid, gettext_noop

NAME = gettext_noop("Enter the full name, as it stands in the identity document.")
PHONE = gettext_noop("Enter a mobile phone number, such as 138 0013 8000 or +852 5123 4567.")
EMAIL = gettext_noop("Enter an e-mail address, such as name@example.com.")
NEITHER = gettext_noop("Enter a mobile phone number or an e-mail address.")
EMAIL_MAX = 254

AskedName = Annotated[str, Asked(gettext_noop("Full name"), wrong=NAME, kind=AskKind.NAME)]
AskedLanguage = Annotated[
    str,
    Asked(
        gettext_noop("Language of messages"),
        wrong=gettext_noop("Choose a language."),
        kind=AskKind.CHOICE,
        choices=(
            Choice("zh-hans", "中文", literal=True),
            Choice("en", "English", literal=True),
        ),
    ),
]


class KnownPerson(StepForm):
    """Somebody who can be reached, but has not said what he is called."""

    name: AskedName
    language: AskedLanguage = "zh-hans"

    def misfits(self) -> Iterator[Fault]:
        yield from _misfit(normal_name, self.name, "name", NAME)


class NewPerson(StepForm):
    """Somebody of whom nothing is known. One way to reach him is enough."""

    name: AskedName
    phone: Annotated[
        str | None,
        Asked(gettext_noop("Mobile phone number"), wrong=PHONE, kind=AskKind.PHONE),
    ] = None
    email: Annotated[
        str | None,
        Asked(
            gettext_noop("E-mail address"),
            hint=gettext_noop("A phone number or an e-mail address is enough"),
            wrong=EMAIL,
            kind=AskKind.EMAIL,
            max_length=EMAIL_MAX,
        ),
    ] = None
    language: AskedLanguage = "zh-hans"

    def misfits(self) -> Iterator[Fault]:
        yield from _misfit(normal_name, self.name, "name", NAME)
        yield from _misfit(normal_phone, self.phone, "phone", PHONE)
        yield from _misfit(normal_email, self.email, "email", EMAIL)
        if not (self.phone or self.email):
            yield Fault("phone", "", NEITHER)


class Profile(Step):
    name = "profile"
    title = gettext_noop("Say who you are")
    minutes = 2
    returns = True  # a mistyped number is mended before the code is sent again
    ways = (
        Way(
            NewPerson,
            gettext_noop("We send a code to the phone or e-mail, to see that it is yours."),
        ),
    )

    def known(self, at: Stand) -> bool:
        """His name and a way to reach him are on record: nobody is asked twice."""
        person = _person(at)
        return person is not None and bool(person.masked_name and person.contacts)

    def forms(self) -> tuple[type[StepForm], ...]:
        return (NewPerson, KnownPerson)

    def form(self, at: Stand, way: Way) -> type[StepForm]:  # noqa: ARG002
        return _form(_person(at))

    def asks(self, at: Stand, way: Way) -> tuple[Ask, ...]:  # noqa: ARG002
        """They begin with what is known; with a name only before the holder himself."""
        person, by = _person(at), at.visit.by
        values = {"language": person.language} if person else {}
        if person and by.kind is ActorKind.HOLDER:
            values["name"] = queries.name_for(person.id, by)
        return tuple(replace(ask, value=values.get(ask.name, "")) for ask in asks(_form(person)))

    def apply(self, at: Stand, checked: KnownPerson | NewPerson) -> Taken:
        carry = {"language": checked.language}
        if isinstance(checked, NewPerson) and checked.phone:
            carry["phone"] = normal_phone(checked.phone)
        if isinstance(checked, NewPerson) and checked.email:
            carry["email"] = normal_email(checked.email)
        if not at.holder:
            return Taken(carry=carry | {"name": normal_name(checked.name)})
        people.change_profile(
            holder=at.holder, name=checked.name, language=checked.language, **at.visit.who
        )
        return Taken(carry=carry)


def _person(at: Stand) -> MaskedHolder | None:
    return queries.seen_holder(at.holder, WORKER) if at.holder else None


def _form(person: MaskedHolder | None) -> type[StepForm]:
    return KnownPerson if person and person.contacts else NewPerson


def _misfit(
    normal: Callable[[str], str], given: str | None, name: str, wrong: str
) -> Iterator[Fault]:
    """What people's own rules say of a field, in the words of the form."""
    try:
        if given:
            normal(given)
    except Invalid:
        yield Fault(name, "", wrong)
