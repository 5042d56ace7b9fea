"""Whether a holder proves who he is, how firmly, by which documents, and who decides about it."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from yika.products.documents import DOCUMENTS, Document
from yika.products.tables.table import Limit, Table
from yika.products.tables.values import Lasting, words_of

Documents = Annotated[tuple[Document, ...], words_of(DOCUMENTS, "documents")]
REVIEWED_FROM = 2


class RealName(Table):
    """A product without this table asks nobody for his real name."""

    need: Literal["never", "before-activation", "before-service", "above-limits"] = Field(
        description="When it has to be proven: before a card is activated, before it is used, "
        "only above the limits of a card without a name, or never. Nothing sets those limits "
        "yet: they come with loading and paying, which will ask for the name.",
        examples=["before-activation"],
    )
    level: int = Field(
        ge=1,
        le=3,
        description="How firmly: 1 a document seen from afar, 2 the original and the face seen by "
        "staff, 3 both, and an official register says that name and number belong together.",
        examples=[1],
    )
    documents: Annotated[Documents, Field(min_length=1)] = Field(
        description="One of these documents is shown.",
        examples=[["resident-id", "passport"]],
    )
    plus: Documents = Field(
        default=(),
        description="And one of these besides: its pictures only, at which a reviewer looks. "
        "Left out: none.",
        examples=[["household-register"]],
    )
    front_only: Documents = Field(
        default=(),
        description="Of these documents the first side is enough. Left out: every side is shown.",
        examples=[["passport"]],
    )
    face: Literal["none", "staff", "hint"] = Field(
        default="none",
        description='Whether "staff" compare the face with the document, or staff with a "hint" '
        'from a program, for those who agree to that. Left out: "none".',
        examples=["staff"],
    )
    agents: bool = Field(
        default=False,
        description="Whether somebody else may come for the holder. Left out: no.",
        examples=[True],
    )
    guardians: bool = Field(
        default=True,
        description="Whether a guardian may come for a minor. Left out: yes.",
        examples=[False],
    )
    agent_pictures: bool = Field(
        default=False,
        description="Whether the document of who comes for the holder is photographed, too. "
        "Left out: no, its name and number are written down.",
        examples=[True],
    )
    minors: int = Field(
        default=16,
        ge=0,
        le=18,
        description="Below which age a guardian has to come along. Left out: 16.",
        examples=[18],
    )
    cards_per_person: Annotated[int | None, Limit(absent="endless")] = Field(
        default=None,
        ge=1,
        le=1000,
        description="How many cards of this product one person may have. Left out: any number.",
        examples=[5],
    )
    recheck: Annotated[Lasting | None, Limit(absent="endless")] = Field(
        default=None,
        description="How long it holds until it is proven anew. Left out: as long as the card.",
        examples=["10 years"],
    )
    keep: Lasting = Field(
        description="How long pictures are kept once it was decided.",
        examples=["30 days"],
    )
    keep_refused: Lasting = Field(
        description="The same when it was refused.",
        examples=["7 days"],
    )
    decide: Literal["checks", "counter", "review"] = Field(
        default="review",
        description='Who decides: the checks alone where nothing is odd, staff at the "counter" at '
        'once, or always a reviewer. Left out: "review".',
        examples=["counter"],
    )
    four_eyes: bool = Field(
        default=False,
        description="Whether a second person has to agree to every approval. Left out: no.",
        examples=[True],
    )
    second_look: int = Field(
        default=0,
        ge=0,
        le=100,
        description="How many of a hundred approvals another reviewer looks at again. Left out: 0.",
        examples=[5],
    )
    promise: Annotated[Lasting, Limit()] = Field(
        description="How soon it is decided, counted from its submission.",
        examples=["1 day"],
    )
    attempts: Annotated[int, Limit()] = Field(
        default=5,
        ge=1,
        le=9,
        description="How often it may be submitted before somebody has to decide. Left out: 5.",
        examples=[3],
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        looked_at = self.level > 1 or self.face != "none" or self.four_eyes or self.plus
        if self.decide == "checks" and looked_at:
            raise ValueError(
                "expected checks to decide alone only at level 1, without a face, four eyes and "
                "documents besides"
            )
        if self.level >= REVIEWED_FROM and self.face == "none":
            raise ValueError('expected face = "staff" or "hint" from level 2 on')
        if set(self.plus) & set(self.documents):
            raise ValueError("expected other documents in `plus` than in `documents`")
        return self
