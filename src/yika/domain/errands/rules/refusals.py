"""Every refusal of an errand, each with what happened and what to do about it."""

from yika.domain.errands.rules.plan import Act, State, Turn
from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop


class UnknownErrand(NotFound):
    code = "errand.unknown"
    wording = gettext_noop("There is no such errand. Check the case number, or begin again.")


class SignInFirst(Refusal):
    code = "errand.sign_in_first"
    wording = gettext_noop("Sign in first, then begin again.")


class UnknownKind(NotFound):
    code = "errand.unknown_kind"
    wording = gettext_noop("There is no errand called {kind}.")


class RequestReused(Conflict):
    code = "errand.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


class NotTheNextStep(Conflict):
    code = "errand.not_the_next_step"
    wording = gettext_noop("This is not the step that comes next. Look at the errand again.")


class Overtaken(Conflict):
    """Somebody changed the errand since it was last looked at.

    Facts: the step, by_kind, channel, at and version of the first change that was not seen.
    """

    code = "errand.overtaken"
    wording = gettext_noop(
        "This was changed meanwhile. Look at how it stands now and go on from there."
    )


class TakenMeanwhile(Overtaken):
    code = "errand.taken_meanwhile"
    wording = gettext_noop("This step was done meanwhile. Go on with the next one.")


class UndoneMeanwhile(Overtaken):
    code = "errand.undone_meanwhile"
    wording = gettext_noop("Somebody went back a step meanwhile. Go on from where it stands now.")


class SentMeanwhile(Overtaken):
    code = "errand.sent_meanwhile"
    wording = gettext_noop("Another code was sent meanwhile. Enter the newest one.")


class MovedMeanwhile(Overtaken):
    code = "errand.moved_meanwhile"
    wording = gettext_noop("Somebody went on with this at another place meanwhile.")


class Ended(Conflict):
    """The errand is over, one way or another."""


class IsDone(Ended):
    code = "errand.done"
    wording = gettext_noop("This is done already. There is nothing more to do.")


class IsWithdrawn(Ended):
    code = "errand.withdrawn"
    wording = gettext_noop("This was cancelled. Begin again if you still want it.")


class IsExpired(Ended):
    code = "errand.expired"
    wording = gettext_noop("The time for this has run out. Begin again.")


class NotHere(Refusal):
    code = "errand.not_here"
    wording = gettext_noop("This step cannot be done here. Continue where it can.")


class NotOptional(Refusal):
    code = "errand.not_optional"
    wording = gettext_noop("This step is needed. It cannot be skipped.")


class NothingToPrepare(Refusal):
    code = "errand.nothing_to_prepare"
    wording = gettext_noop("Nothing needs to be sent for this step.")


class NotPrepared(Refusal):
    code = "errand.not_prepared"
    wording = gettext_noop("No code has been sent yet. Have one sent first.")


class NothingToUndo(Refusal):
    code = "errand.nothing_to_undo"
    wording = gettext_noop("There is no step to go back to.")


class AnotherIsOpen(Conflict):
    code = "errand.another_is_open"
    wording = gettext_noop(
        "This is already under way for this card. Continue it where it was begun, "
        "or ask at a counter or on the hotline."
    )


class UnknownGuide(NotFound):
    code = "errand.unknown_guide"
    wording = gettext_noop("There is no such guide. The card may not be offered any more.")


class NothingToActivate(Refusal):
    code = "errand.nothing_to_activate"
    wording = gettext_noop("Cards of this kind are not activated. It can be used as it is.")


class HolderNeeded(Refusal):
    code = "errand.holder_needed"
    wording = gettext_noop("Say first who it is for: find the person, then begin.")


class AlreadyProven(Refusal):
    code = "errand.already_proven"
    wording = gettext_noop("Who you are was proven already. There is nothing more to do.")


class WrongTicket(Refusal):
    code = "errand.wrong_ticket"
    wording = gettext_noop(
        "This code is not right, was used before, or has run out. "
        "Get a new one where you began, or ask at a counter."
    )


MEANWHILE = {
    Act.TAKEN: TakenMeanwhile,
    Act.SKIPPED: TakenMeanwhile,
    Act.KNOWN: TakenMeanwhile,
    Act.UNDONE: UndoneMeanwhile,
    Act.PREPARED: SentMeanwhile,
    Act.PART_GIVEN: TakenMeanwhile,
    Act.PICKED_UP: MovedMeanwhile,
}
OVER = {State.DONE: IsDone, State.WITHDRAWN: IsWithdrawn, State.EXPIRED: IsExpired}


def overtaken(unseen: Turn) -> Overtaken:
    """What to tell somebody whose page is older than this turn."""
    kind = MEANWHILE.get(unseen.act, Overtaken)
    return kind(
        step=unseen.step,
        by_kind=unseen.by_kind,
        channel=unseen.channel,
        at=unseen.at,
        version=unseen.version,
    )
