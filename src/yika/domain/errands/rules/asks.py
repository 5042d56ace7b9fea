"""What a step asks for: one declaration that the form, the API's schema and the checks come from.

A field is declared once, as `name: Annotated[str, Asked("Your name", wrong="Enter …")]` in a
`StepForm`. A face draws what `asks` answers, the API publishes `schema`, and both hand what came
in to `read`. Labels and faults are English sources that a face translates.
"""

from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeVar
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic import ValidationError as NotValid
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from yika.kit.errors import Fault, Invalid, gettext_noop

TEXT_MAX = 60
NO_SUCH_FIELD = gettext_noop("This step does not ask for this. Leave it out.")
YES = frozenset({True, "true", "on", "yes", "1"})


class AskKind(StrEnum):
    """How a field is typed in. A face picks its control, keyboard and autocomplete by it."""

    TEXT = "text"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    CODE = "code"  # letters and digits from a card or a letter
    ONE_TIME_CODE = "one-time-code"  # the digits of a message
    PIN = "pin"
    PASSWORD = "password"  # noqa: S105  the name of a field
    NEW_PASSWORD = "new-password"  # noqa: S105  the name of a field
    DATE = "date"
    NUMBER = "number"
    NOTE = "note"  # several lines
    CHOICE = "choice"
    CONFIRM = "confirm"  # a box to tick
    HIDDEN = "hidden"  # what a page brings back as it was given, such as which text stood there
    PICTURE = "picture"  # a file; its largest size in bytes is the max_length


BARE = frozenset(
    {
        AskKind.CODE,
        AskKind.ONE_TIME_CODE,
        AskKind.PIN,
        AskKind.PHONE,
        AskKind.EMAIL,
        AskKind.NUMBER,
    }
)
WHOLE = frozenset({AskKind.PASSWORD, AskKind.NEW_PASSWORD})  # each space of it counts


class InBoth(Protocol):
    """The same in both languages: the words of a product file, the name of an outlet."""

    @property
    def en(self) -> str: ...

    @property
    def zh_hans(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to choose from. `literal` labels are data, such as a masked number."""

    value: str
    label: str | InBoth
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """One field as a face shows it. `value` is what it begins with, never a secret.

    `frame` is the shape of what is photographed: a card, the page of a book, or a face. What is
    answered `of_text` stands only for the text that was shown with it.
    """

    name: str
    kind: AskKind
    label: str
    hint: str = ""
    required: bool = True
    secret: bool = False
    max_length: int = TEXT_MAX
    choices: tuple[Choice, ...] = ()
    value: str = ""
    frame: str = ""
    of_text: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Marks a field of a form with how it is asked for, and cleans what is given.

    `wrong` says what to enter, in words for the person; also when nothing was entered.
    """

    label: str
    wrong: str
    kind: AskKind = AskKind.TEXT
    hint: str = ""
    secret: bool = False
    max_length: int = TEXT_MAX
    choices: tuple[Choice, ...] = ()
    of_text: bool = False

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._clean, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        made = handler(core) | {"title": self.label}
        if self.kind is AskKind.PICTURE:
            made |= {"contentEncoding": "base64", "contentMediaType": "image/*"}
            made.pop("format", None)
        if self.hint:
            made["description"] = self.hint
        if self.kind not in {AskKind.CONFIRM, AskKind.PICTURE}:
            made["maxLength"] = self.max_length
        if self.choices:
            made["enum"] = [choice.value for choice in self.choices]
        return made | ({"writeOnly": True} if self.secret else {})

    def _clean(self, given: object) -> object:
        """What was meant, or None for nothing; tolerant of spaces and fullwidth digits."""
        if self.kind is AskKind.CONFIRM:
            return given in YES if isinstance(given, bool | str) else self._refuse()
        if given is None or self.kind is AskKind.PICTURE:
            return self._bytes(given)
        if not isinstance(given, str) or len(given) > 2 * self.max_length:
            return self._refuse()
        text = self._tidy(given)
        if len(text) > self.max_length or not all(map(str.isprintable, text.split("\n"))):
            return self._refuse()
        if text and self.choices and text not in {choice.value for choice in self.choices}:
            return self._refuse()
        return text or None

    def _bytes(self, given: object) -> object:
        """A file as it came, or as programs send it; what it is, others look at."""
        if given is None:
            return None
        if isinstance(given, str) and len(given) <= 2 * self.max_length:
            try:
                given = b64decode(given, validate=True)
            except ValueError:
                return self._refuse()
        if not isinstance(given, bytes) or len(given) > self.max_length:
            return self._refuse()
        return given or None

    def _tidy(self, given: str) -> str:
        if self.kind in BARE:
            return "".join(normalize("NFKC", given).split())
        if self.kind in WHOLE:
            return given
        text = normalize("NFC", given)
        lines = text.splitlines() if self.kind is AskKind.NOTE else [text]
        return "\n".join(" ".join(line.split()) for line in lines).strip()

    def _refuse(self) -> object:
        raise PydanticCustomError("wrong", "{wrong}", {"wrong": self.wrong})


class StepForm(BaseModel):
    """What is given at a step: never changes, refuses fields it does not know, hides secrets."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def misfits(self) -> Iterator[Fault]:
        """What is wrong between fields that are well one by one."""
        return iter(())

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        marks = _marks(type(self))
        for name, value in super().__repr_args__():
            hidden = name in marks and marks[name].secret and value is not None
            yield name, "•••" if hidden else value


class Nothing(StepForm):
    """A step that only needs somebody to say "go on"."""


AnyForm = TypeVar("AnyForm", bound=StepForm)


def asks(form: type[StepForm]) -> tuple[Ask, ...]:
    """The fields of a form, in its order."""
    return tuple(
        Ask(
            name=name,
            kind=mark.kind,
            label=mark.label,
            hint=mark.hint,
            required=form.model_fields[name].is_required(),
            secret=mark.secret,
            max_length=mark.max_length,
            choices=mark.choices,
            of_text=mark.of_text,
        )
        for name, mark in _marks(form).items()
    )


def schema(form: type[StepForm]) -> dict[str, Any]:
    """The JSON Schema of a form, for programs."""
    return form.model_json_schema()


def read(form: type[AnyForm], given: Mapping[str, object]) -> AnyForm:
    """What was given, checked. Raises `Invalid` with a fault for each field that is not well.

    The `where` of a fault is the name of the field, `expected` the words for the person.
    """
    try:
        filled = form.model_validate(dict(given))
    except NotValid as error:
        marks = _marks(form)
        places = dict.fromkeys(str(each["loc"][0]) for each in error.errors() if each["loc"])
        raise Invalid(
            [
                Fault(name, "", marks[name].wrong if name in marks else NO_SUCH_FIELD)
                for name in places
            ]
        ) from None  # the cause would carry what was given
    if faults := list(filled.misfits()):
        raise Invalid(faults)
    return filled


def _marks(form: type[StepForm]) -> dict[str, Asked]:
    return {name: _mark(name, field) for name, field in form.model_fields.items()}


def _mark(name: str, field: FieldInfo) -> Asked:
    for mark in field.metadata:
        if isinstance(mark, Asked):
            return mark
    raise TypeError(f"the field {name} does not say how it is asked for: mark it with Asked")
