"""Why a file is not taken as a picture, and what its sender can do about it."""

from yika.kit.errors import Refusal, gettext_noop


class PictureRefused(Refusal):
    """The file is no picture we take; another one may be."""


class EmptyPicture(PictureRefused):
    code = "picture.empty"
    wording = gettext_noop("The file is empty. Take or choose the picture again.")


class TooManyBytes(PictureRefused):
    code = "picture.too_many_bytes"
    wording = gettext_noop(
        "The file is larger than {megabytes_max} MB. Take the picture with the camera of a phone."
    )


class TooManyPixels(PictureRefused):
    code = "picture.too_many_pixels"
    wording = gettext_noop(
        "The picture has more than {megapixels_max} megapixels. Choose a smaller size in the "
        "settings of the camera."
    )


class HeicPicture(PictureRefused):
    code = "picture.heic"
    wording = gettext_noop(
        "This is a HEIC picture, which cannot be opened here. Take the picture on this page, or "
        "set the camera of the phone to the most compatible format (JPEG)."
    )


class PdfFile(PictureRefused):
    code = "picture.pdf"
    wording = gettext_noop("This is a PDF file. Take a picture of each page instead.")


class SvgFile(PictureRefused):
    code = "picture.svg"
    wording = gettext_noop("This is a drawing, not a photograph. Take a picture of the document.")


class GifPicture(PictureRefused):
    code = "picture.gif"
    wording = gettext_noop("GIF pictures are too coarse to be read. Send a JPEG or PNG picture.")


class MovingPicture(PictureRefused):
    code = "picture.moving"
    wording = gettext_noop("This picture moves. Send a picture that stands still.")


class TwoInOne(PictureRefused):
    code = "picture.two_in_one"
    wording = gettext_noop(
        "Something else is hidden in this picture. Take the picture again with the camera."
    )


class CutOff(PictureRefused):
    code = "picture.cut_off"
    wording = gettext_noop("The end of the file is missing. Send the picture again.")


class UnknownKind(PictureRefused):
    code = "picture.unknown_kind"
    wording = gettext_noop("This file is no picture we know. Send a JPEG, PNG or WebP picture.")


class BrokenPicture(PictureRefused):
    code = "picture.broken"
    wording = gettext_noop("This picture is damaged and cannot be opened. Take it again.")
