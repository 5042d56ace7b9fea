"""Every kind of errand there is, by name."""

from collections.abc import Iterator
from contextlib import contextmanager

from yika.domain.errands.kinds.activation import Activation
from yika.domain.errands.kinds.application import Application
from yika.domain.errands.kinds.kind import Kind
from yika.domain.errands.kinds.loss import Loss
from yika.domain.errands.kinds.real_name import RealName
from yika.domain.errands.rules.refusals import UnknownKind

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (Activation(), Application(), Loss(), RealName())
}


def kind(name: str) -> Kind:
    """The kind of errand of this name."""
    if name not in KINDS:
        raise UnknownKind(kind=name)
    return KINDS[name]


@contextmanager
def added(*more: Kind) -> Iterator[None]:
    """With these kinds as well, or in place of those of the same name, until the block ends."""
    before = dict(KINDS)
    KINDS.update({kind.name: kind for kind in more})
    try:
        yield
    finally:
        KINDS.clear()
        KINDS.update(before)
