"""Gives one picture to a verification, with what is wrong with it said beside the field."""

from collections.abc import Mapping

from yika.domain.errands.steps.real_name import papers
from yika.domain.errands.steps.step import Stand
from yika.domain.identity import actions
from yika.domain.identity.rules.review.refusals import PictureHopeless, SamePicture
from yika.domain.identity.rules.review.views import VerificationView
from yika.kit.errors import Fault, Invalid
from yika.kit.pictures import Fault as Flaw
from yika.kit.pictures import PictureRefused

Place = tuple[str, str, str]  # which document, which side, whose


def take(at: Stand, place: Place, content: bytes, words: Mapping[Flaw, str]) -> VerificationView:
    """Keep it, outside of any transaction, for it takes a while to be looked at."""
    document, side, whose = place
    try:
        return actions.add_picture(
            verification=at.carried[papers.VERIFICATION],
            side=side,
            content=content,
            document=document,
            whose=whose,
            by=at.visit.by,
            now=at.visit.now,
            request_id=f"{at.visit.request_id}:picture",
        )
    except (PictureRefused, SamePicture) as no:
        no.facts["field"] = "picture"
        raise
    except PictureHopeless as no:
        flaw = Flaw(str(no.facts["fault"]))
        raise Invalid([Fault("picture", "", words[flaw])]) from no
