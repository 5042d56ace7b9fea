"""Shows what is asked as a form, with what was wrong beside the field it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yika.channels.common.refusals import told
from yika.channels.common.words import said
from yika.domain.errands.rules.asks import Ask, AskKind
from yika.kit.errors import Fault, Invalid, Refusal

TYPES = {
    AskKind.EMAIL: "email",
    AskKind.PHONE: "tel",
    AskKind.PASSWORD: "password",
    AskKind.NEW_PASSWORD: "password",
    AskKind.PIN: "password",
    AskKind.DATE: "date",
}
MODES = {
    AskKind.PHONE: "tel",
    AskKind.PIN: "numeric",
    AskKind.ONE_TIME_CODE: "numeric",
    AskKind.EMAIL: "email",
    AskKind.NUMBER: "numeric",
}
DRESS = {
    AskKind.CODE: " code num",
    AskKind.ONE_TIME_CODE: " code num",
    AskKind.PIN: " code num",
    AskKind.DATE: " short num",
    AskKind.PHONE: " num",
    AskKind.NUMBER: " short num",
}
FILLED_IN_BY = {
    AskKind.EMAIL: "email",
    AskKind.PHONE: "tel",
    AskKind.CODE: "off",
    AskKind.ONE_TIME_CODE: "one-time-code",
    AskKind.PASSWORD: "current-password",
    AskKind.NEW_PASSWORD: "new-password",
    AskKind.PIN: "off",
    AskKind.NAME: "name",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked, as the page shows it."""

    name: str
    kind: AskKind
    label: str
    hint: str
    required: bool
    secret: bool
    max_length: int
    choices: tuple[tuple[str, str], ...]
    value: str
    faults: tuple[str, ...]
    frame: str = ""

    @property
    def id(self) -> str:
        return f"f-{self.name}"

    @property
    def anchor(self) -> str:
        """Where a reader finds it; what is hidden is nowhere."""
        return "" if self.kind is AskKind.HIDDEN else self.id

    @property
    def describedby(self) -> str:
        parts = [f"{self.id}-hint"] * bool(self.hint) + [f"{self.id}-fault"] * bool(self.faults)
        return " ".join(parts)

    @property
    def type(self) -> str:
        return TYPES.get(self.kind, "text")

    @property
    def inputmode(self) -> str:
        return MODES.get(self.kind, "")

    @property
    def autocomplete(self) -> str:
        return FILLED_IN_BY.get(self.kind, "")

    @property
    def dress(self) -> str:
        return DRESS.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class Form:
    """All that a page asks. `summary` says once more on top what is wrong, with where."""

    fields: tuple[Field, ...]
    summary: tuple[tuple[str, str], ...] = ()

    @property
    def troubled(self) -> bool:
        return bool(self.summary)

    @property
    def has_files(self) -> bool:
        return any(field.kind is AskKind.PICTURE for field in self.fields)


def form(
    asks: Iterable[Ask],
    values: Mapping[str, str] | None = None,
    trouble: Refusal | Invalid | None = None,
) -> Form:
    """The form for what is asked, filled with what was given, and with what was wrong with it.

    Answers to a text that has changed meanwhile are dropped: they were meant for the older one.
    """
    asks = tuple(asks)
    values = _still_meant(asks, values or {})
    faults = _faults(trouble)
    if len(asks) == 1 and "" in faults:
        faults = {asks[0].name: faults[""]}  # it can only be about the one thing that was asked
    fields = tuple(_field(ask, values, faults.pop(ask.name, ())) for ask in asks)
    summary = [(line, field.anchor) for field in fields for line in field.faults]
    summary += [(line, "") for lines in faults.values() for line in lines]
    return Form(fields, tuple(summary))


def given(asks: Iterable[Ask], posted: Mapping[str, str]) -> dict[str, str]:
    """What was answered to what was asked; anything else that was posted is dropped."""
    return {ask.name: str(posted[ask.name]) for ask in asks if ask.name in posted}


def check_same(posted: Mapping[str, str], first: str, second: str, wording: str) -> None:
    """Refuse two entries that should be the same and are not."""
    if posted.get(first, "") != posted.get(second, ""):
        raise Invalid([Fault(second, "", wording)])


def _still_meant(asks: tuple[Ask, ...], values: Mapping[str, str]) -> Mapping[str, str]:
    hidden = [ask for ask in asks if ask.kind is AskKind.HIDDEN]
    if all(values.get(ask.name, ask.value) == ask.value for ask in hidden):
        return values
    dropped = {ask.name for ask in asks if ask.of_text}
    return {name: value for name, value in values.items() if name not in dropped}


def _field(ask: Ask, values: Mapping[str, str], faults: tuple[str, ...]) -> Field:
    return Field(
        name=ask.name,
        kind=ask.kind,
        label=_(ask.label),
        hint=_(ask.hint) if ask.hint else "",
        required=ask.required,
        secret=ask.secret,
        max_length=ask.max_length,
        choices=tuple((each.value, said(each.label, literal=each.literal)) for each in ask.choices),
        value=_value(ask, values),
        faults=faults,
        frame=ask.frame,
    )


def _value(ask: Ask, values: Mapping[str, str]) -> str:
    """What was given; what has to be given and was left empty is offered once more."""
    if ask.secret:
        return ""
    if ask.kind is AskKind.HIDDEN:
        return ask.value
    value = values.get(ask.name, ask.value)
    return value or (ask.value if ask.required else "")


def _faults(trouble: Refusal | Invalid | None) -> dict[str, tuple[str, ...]]:
    """What is wrong by field; under no name what is wrong with the whole."""
    if trouble is None:
        return {}
    if isinstance(trouble, Refusal):
        return {str(trouble.facts.get("field", "")): tuple(told(trouble))}
    found: dict[str, tuple[str, ...]] = {}
    for fault, line in zip(trouble.faults, told(trouble), strict=True):
        name = fault.key or fault.where
        found[name] = (*found.get(name, ()), line)
    return found
