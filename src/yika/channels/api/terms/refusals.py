"""What the API itself refuses, before the business is asked."""

from typing import ClassVar

from yika.kit.errors import Refusal, gettext_noop


class ApiRefusal(Refusal):
    """A request that does not keep to the terms; `status` is the HTTP status that says so."""

    status: ClassVar[int]


class NotJson(ApiRefusal):
    status = 400
    code = "api.not_json"
    wording = gettext_noop("The body is not JSON in UTF-8.")


class UnknownVersion(ApiRefusal):
    status = 400
    code = "api.unknown_version"
    wording = gettext_noop("There is no such version of this API. The newest is {newest}.")


class KeyMissing(ApiRefusal):
    status = 400
    code = "api.idempotency_key_missing"
    wording = gettext_noop(
        "This request changes something. Send an Idempotency-Key header with a new value for each "
        "change, and the same value when you repeat it: 1 to 255 printable ASCII characters."
    )


class NoKey(ApiRefusal):
    status = 401
    code = "api.no_key"
    wording = gettext_noop(
        "Send a key that is in force, as in Authorization: Bearer yk_live_… "
        "Keys are made in the console."
    )


class TestKey(ApiRefusal):
    status = 401
    code = "api.test_key"
    wording = gettext_noop("This is a test key, and here everything is real. Send a live key.")


class NotForMachines(ApiRefusal):
    status = 403
    code = "api.not_for_machines"
    wording = gettext_noop("This is for API keys. A kiosk or a reader cannot use it.")


class NoSuchAddress(ApiRefusal):
    status = 404
    code = "api.no_such_address"
    wording = gettext_noop("There is nothing at this address.")


class WrongMethod(ApiRefusal):
    status = 405
    code = "api.wrong_method"
    wording = gettext_noop("This address takes {allowed}.")


class TooLarge(ApiRefusal):
    status = 413
    code = "api.too_large"
    wording = gettext_noop("The body is larger than {bytes_max} bytes.")


class WrongMediaType(ApiRefusal):
    status = 415
    code = "api.wrong_media_type"
    wording = gettext_noop("Send the body as {types}.")


class NotWell(ApiRefusal):
    status = 422
    code = "api.not_well"
    wording = gettext_noop("Some of what was sent is not as it should be. Each fault is told.")


class Failed(ApiRefusal):
    status = 500
    code = "api.failed"
    wording = gettext_noop(
        "Something is broken on our side, and we have been told. Repeat the request with the same "
        "Idempotency-Key; name the request id if you ask us about it."
    )


class Busy(ApiRefusal):
    status = 503
    code = "api.busy"
    wording = gettext_noop("The service is busy. Nothing was changed. Try again in a minute.")


class OutcomeUnknown(ApiRefusal):
    status = 503
    code = "api.outcome_unknown"
    wording = gettext_noop(
        "The outcome is not known yet. Repeat the request with the same Idempotency-Key."
    )
