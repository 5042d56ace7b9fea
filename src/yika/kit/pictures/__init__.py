"""Pictures that people send: made safe and small, told apart, and judged before anybody waits.

    picture = clean(what_was_uploaded)      refused with a reason, or a plain JPEG
    judgement = judge(picture)              hopeless, or what might be better

Both are pure functions of bytes, bounded in time and memory.
"""

from yika.kit.pictures.cleaning import LONGEST_SIDE, Picture, clean
from yika.kit.pictures.glare import Spot
from yika.kit.pictures.judging import Fault, Judgement, Note, judge
from yika.kit.pictures.marking import marked
from yika.kit.pictures.refusals import PictureRefused
from yika.kit.pictures.sameness import same_picture
from yika.kit.pictures.strokes import has_strokes

__all__ = [
    "LONGEST_SIDE",
    "Fault",
    "Judgement",
    "Note",
    "Picture",
    "PictureRefused",
    "Spot",
    "clean",
    "has_strokes",
    "judge",
    "marked",
    "same_picture",
]
