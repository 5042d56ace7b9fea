"""Every refusal of a verification, each with what to do about it."""

from yika.kit.errors import Conflict, NotFound, Refusal, gettext_noop


class UnknownVerification(NotFound):
    """Also for who may not know of it."""

    code = "identity.unknown"
    wording = gettext_noop("There is no such verification for you. Check the number.")


class RequestReused(Conflict):
    code = "identity.request_reused"
    wording = gettext_noop("This request id was already used for something else. Use a new one.")


class NoSuchStep(Conflict):
    code = "identity.no_such_step"
    wording = gettext_noop(
        "This cannot be done with the verification as it stands now. Look at it again."
    )


class NotNeeded(Refusal):
    code = "identity.not_needed"
    wording = gettext_noop("For this kind of card nobody has to prove who he is.")


class UnknownTie(NotFound):
    code = "identity.unknown_tie"
    wording = gettext_noop("There is no such note about this colleague.")


class OwnTie(Refusal):
    code = "identity.own_tie"
    wording = gettext_noop(
        "Nobody takes off what is noted of himself. Ask somebody else who manages the staff."
    )


class OtherDocument(Refusal):
    code = "identity.other_document"
    wording = gettext_noop("This document is not accepted here. Choose one of the listed ones.")


class OtherSide(Refusal):
    code = "identity.other_side"
    wording = gettext_noop("This document has no such side. Choose one of the listed sides.")


class SamePicture(Refusal):
    code = "identity.same_picture"
    wording = gettext_noop("This picture was given for another side. Photograph this side.")


class PictureHopeless(Refusal):
    code = "identity.picture_hopeless"
    wording = gettext_noop("Nothing can be read on this picture. Photograph it again.")


class PictureMissing(Refusal):
    code = "identity.picture_missing"
    wording = gettext_noop("A picture is missing. Photograph every side that is asked for.")


class FieldsUnknown(Refusal):
    code = "identity.fields_unknown"
    wording = gettext_noop("A field is not one of this document, or cannot be read. Enter it anew.")


class FieldsMissing(Refusal):
    code = "identity.fields_missing"
    wording = gettext_noop("Enter what stands on the document first.")


class AgentNotAllowed(Refusal):
    code = "identity.agent_not_allowed"
    wording = gettext_noop("For this kind of card the holder has to come himself.")


class StillAsked(Refusal):
    code = "identity.still_asked"
    wording = gettext_noop("What was asked for again has not been given yet. Give it first.")


class AttemptsOver(Refusal):
    code = "identity.attempts_over"
    wording = gettext_noop("It was given too often. It has to be decided now.")


class LockedByOther(Conflict):
    code = "identity.locked_by_other"
    wording = gettext_noop("A colleague is looking at this now. Take another one.")


class NotTakenUp(Conflict):
    code = "identity.not_taken_up"
    wording = gettext_noop("Take this up first, so that nobody else decides meanwhile.")


class ChangedMeanwhile(Conflict):
    code = "identity.changed_meanwhile"
    wording = gettext_noop("Something has changed meanwhile. Look at it again before you decide.")


class OwnCase(Refusal):
    code = "identity.own_case"
    wording = gettext_noop("This is your own case, or one of your family. Somebody else decides.")


class DecidedBefore(Refusal):
    code = "identity.decided_before"
    wording = gettext_noop("You have decided on this before. Now somebody else decides.")


class OnlyPeople(Refusal):
    code = "identity.only_people"
    wording = gettext_noop("Only a member of staff can decide who somebody is.")


class NotTheHolder(Refusal):
    code = "identity.not_the_holder"
    wording = gettext_noop("Only the holder himself can do this.")


class ReasonUnknown(Refusal):
    code = "identity.reason_unknown"
    wording = gettext_noop("Choose one of the listed reasons.")


class ThingUnknown(Refusal):
    code = "identity.thing_unknown"
    wording = gettext_noop("Choose one thing to ask for again: a side, or the details.")


class WordsNeeded(Refusal):
    code = "identity.words_needed"
    wording = gettext_noop("Write down in a few words why you decide so against a check.")


class WordsTooLong(Refusal):
    code = "identity.words_too_long"
    wording = gettext_noop("Words have at most {longest} characters. Write it shorter.")


class LevelNotReached(Refusal):
    code = "identity.level_not_reached"
    wording = gettext_noop(
        "This kind of card needs the original and the face to be seen by staff. Ask the holder to "
        "come to a counter."
    )


class NotShownNow(Conflict):
    code = "identity.not_shown_now"
    wording = gettext_noop(
        "This is no longer what lies here, or it lay here too long. The clerk shows it again."
    )


class NoSecondLook(Conflict):
    code = "identity.no_second_look"
    wording = gettext_noop("Nobody is asked for a second look at this now. Take another one.")


class RegisterNeeded(Refusal):
    code = "identity.register_needed"
    wording = gettext_noop(
        "This kind of card needs an official register to confirm name and number. It has not done "
        "so."
    )


class FaceConsentNeeded(Refusal):
    code = "identity.face_consent_needed"
    wording = gettext_noop(
        "A picture of the face is kept only of who has agreed to that. Everything else works "
        "without it."
    )


class FaceOfMinor(Refusal):
    code = "identity.face_of_minor"
    wording = gettext_noop(
        "Below the age of {age} a picture of the face is taken only where a guardian comes along. "
        "Everything else works without it."
    )


class NotUndoable(Conflict):
    code = "identity.not_undoable"
    wording = gettext_noop("It is too late to undo this, or it was not your decision.")


class NoAppeal(Conflict):
    code = "identity.no_appeal"
    wording = gettext_noop("This cannot be looked at again. Begin anew, or ask us.")


class AlreadyEscalated(Conflict):
    code = "identity.already_escalated"
    wording = gettext_noop("A supervisor looks at this already.")
