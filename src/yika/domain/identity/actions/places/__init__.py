"""A person is held while his cards are counted."""

from yika.domain.identity.actions.places.hold_person import hold_person

__all__ = ["hold_person"]
