"""Every refusal of a home visit, each with what happened and what to do about it."""

from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop


class UnknownVisit(NotFound):
    """Also for who may not know of it."""

    code = "visit.unknown"
    wording = gettext_noop("There is no such home visit.")


class UnknownBundle(NotFound):
    code = "visit.unknown_bundle"
    wording = gettext_noop("Nothing of this name was taken along on a home visit.")


class NoVisitsHere(Refusal):
    code = "visit.not_offered"
    wording = gettext_noop("This outlet offers no home visits. Choose another one.")


class NothingToProve(Refusal):
    code = "visit.nothing_to_prove"
    wording = gettext_noop("This kind of card asks for no name, so there is nothing to come for.")


class VisitAskedFor(Conflict):
    code = "visit.asked_for"
    wording = gettext_noop("You have asked for a home visit already, number {number}.")


class NoSuchVisitStep(Conflict):
    code = "visit.no_such_step"
    wording = gettext_noop("This cannot be done with the home visit as it stands now.")


class VisitRequestReused(Conflict):
    code = "visit.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


class TwoNeeded(Refusal):
    code = "visit.two_needed"
    wording = gettext_noop("Two different members of staff go together. Choose two.")


class CannotGo(Refusal):
    code = "visit.cannot_go"
    wording = gettext_noop("{handle} does not work here, or may not go on home visits.")


class StaffBusy(Conflict):
    code = "visit.staff_busy"
    wording = gettext_noop("{handle} is on home visit {number} at that time, or on the way.")


class NotOpenThen(Refusal):
    code = "visit.not_open_then"
    wording = gettext_noop("The outlet is closed then. Choose a time within its hours.")


class NotThisLong(Refusal):
    code = "visit.not_this_long"
    wording = gettext_noop("A home visit lasts from 20 minutes to 4 hours.")


class TooLateToPlan(Refusal):
    code = "visit.too_late"
    wording = gettext_noop("A home visit is scheduled at least an hour and at most 60 days ahead.")


class NotYourVisit(Refusal):
    code = "visit.not_yours"
    wording = gettext_noop("Others go on this home visit.")


class SecondPersonNeeded(Refusal):
    code = "visit.second_needed"
    wording = gettext_noop("The other one who goes along has to sign in beside you.")


class TooSoonToPack(Refusal):
    code = "visit.too_soon"
    wording = gettext_noop("This can be taken along from 12 hours before the visit until its end.")


class DeviceKeyNeeded(Refusal):
    code = "visit.device_key"
    wording = gettext_noop("This browser cannot keep a key. Use another one.")


class BundleUsed(Conflict):
    code = "visit.bundle_used"
    wording = gettext_noop("This visit was handed over already, with other content.")


class BundleTooLarge(Refusal):
    code = "visit.bundle_too_large"
    wording = gettext_noop("This is more than a home visit can bring back.")


class BundleHeld(Refusal):
    """What came back is kept; a supervisor decides."""

    code = "visit.bundle_held"
    wording = gettext_noop(
        "It was not taken in, but kept: a supervisor decides about it. Nothing is lost."
    )


class NothingHeld(Conflict):
    code = "visit.nothing_held"
    wording = gettext_noop("Nothing of this home visit waits for a decision.")
