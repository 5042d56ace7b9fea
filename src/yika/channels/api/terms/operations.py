"""How a resource declares what can be done with it, each kind of operation in one line."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from ninja.operation import Operation

from yika.channels.api.terms.call import ApiRequest
from yika.channels.api.terms.door import PICTURES, Door
from yika.channels.api.terms.once import View, once
from yika.channels.api.terms.problems import FAULTS, FieldFault, FieldsNotWell
from yika.channels.api.terms.shapes import Shape
from yika.domain.staff.rules import Right

PICTURE = {
    "required": True,
    "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in PICTURES},
}

Answers = TypeVar("Answers", bound=Callable[..., Shape])


class Resource(Router):
    """The operations of one thing. Each is let in by a door of its own and answers a shape."""

    def __init__(self, name: str, title: str, about: str) -> None:
        super().__init__(tags=[name])
        self.name = name
        self.title = title
        self.about = about
        self.doors: dict[str, Door] = {}

    def reads(self, path: str, **about: Any) -> Callable[[Answers], Answers]:
        """GET: tells how something stands."""
        return self._adds("GET", path, changes=False, **about)

    def asks(self, path: str, **about: Any) -> Callable[[Answers], Answers]:
        """POST that changes nothing: what is asked for does not belong into an address."""
        return self._adds("POST", path, changes=False, **about)

    def changes(self, path: str, **about: Any) -> Callable[[Answers], Answers]:
        """POST that changes something, once for each Idempotency-Key."""
        return self._adds("POST", path, changes=True, **about)

    def takes(self, path: str, **about: Any) -> Callable[[Answers], Answers]:
        """POST of a picture, as it is: what else is to be known stands behind the question mark."""
        return self._adds("POST", path, changes=True, pictures=True, **about)

    def _adds(  # noqa: PLR0913  what makes an operation
        self,
        method: str,
        path: str,
        *,
        changes: bool,
        summary: str,
        gives: type[Shape],
        scope: Right | None,
        machines: bool = False,
        pictures: bool = False,
        status: int = HTTPStatus.OK,
        about: str = "",
    ) -> Callable[[Answers], Answers]:
        door = Door(scope=scope, changes=changes, machines=machines, pictures=pictures)

        def add(answers: Answers) -> Answers:
            self.doors[answers.__name__] = door
            view = _answered(answers, status)
            checked = _with_known_parameters(once(view) if changes else view)
            self.add_api_operation(
                path,
                [method],
                checked,
                auth=door,
                response={int(status): gives},
                summary=summary,
                description=about,
                operation_id=answers.__name__,
                openapi_extra={"requestBody": PICTURE} if pictures else None,
            )
            return answers

        return add


def _answered(answers: Callable[..., Shape], status: int) -> View:
    """The view that writes the shape as JSON."""

    @wraps(answers)
    def view(request: ApiRequest, **values: object) -> HttpResponse:
        shape = answers(request, **values)
        response = HttpResponse(shape.model_dump_json(), "application/json", status)
        version = getattr(shape, "version", None)
        if version is not None:
            response.headers["ETag"] = f'"{version}"'
        return response

    return view


def _with_known_parameters(view: View) -> View:
    """Refuses parameters that the operation does not have: one with a typing error is not one."""

    @wraps(view)
    def answer(request: ApiRequest, **values: object) -> HttpResponse:
        operation: Operation = answer._ninja_operation  # type: ignore[attr-defined]
        unknown = request.GET.keys() - parameters(operation)
        if unknown:
            code, words = FAULTS["extra_forbidden"]
            raise FieldsNotWell(
                FieldFault(code, _(words), parameter=name) for name in sorted(unknown)
            )
        return view(request, **values)

    return answer


def parameters(operation: Operation) -> set[str]:
    """The names that may stand behind the question mark."""
    return {
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in getattr(model, "__ninja_flatten_map__", model.model_fields)
    }
