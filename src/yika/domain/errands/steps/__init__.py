"""Every step there is, by the name that a product's policy calls it by."""

from collections.abc import Iterator
from contextlib import contextmanager

from yika.domain.errands.steps.choose_number import ChooseNumber
from yika.domain.errands.steps.confirm import Confirm
from yika.domain.errands.steps.face_check import FaceCheck
from yika.domain.errands.steps.loss_report import LossReport
from yika.domain.errands.steps.one_time_code import OneTimeCode
from yika.domain.errands.steps.pin import ChoosePin
from yika.domain.errands.steps.possession import Possession
from yika.domain.errands.steps.profile import Profile
from yika.domain.errands.steps.real_name import (
    ChooseDocument,
    Consent,
    Decision,
    Details,
    Face,
    HandIn,
    Pictures,
)
from yika.domain.errands.steps.receive import Receive
from yika.domain.errands.steps.step import Step
from yika.domain.errands.steps.trial import TrialTransaction
from yika.kit.errors import Unavailable

STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Possession(),
        Profile(),
        OneTimeCode(),
        ChoosePin(),
        FaceCheck(),
        TrialTransaction(),
        LossReport(),
        ChooseNumber(),
        Receive(),
        Confirm(),
        Consent(),
        ChooseDocument(),
        Pictures(),
        Face(),
        Details(),
        HandIn(),
        Decision(),
    )
}


def step(name: str) -> Step:
    """The step of this name. A policy that names one which is not here cannot be followed."""
    if name not in STEPS:
        raise Unavailable(f"a product asks for the step {name}, which is not here", permanent=True)
    return STEPS[name]


@contextmanager
def added(*more: Step) -> Iterator[None]:
    """With these steps as well, or in place of those of the same name, until the block ends."""
    before = dict(STEPS)
    STEPS.update({step.name: step for step in more})
    try:
        yield
    finally:
        STEPS.clear()
        STEPS.update(before)
