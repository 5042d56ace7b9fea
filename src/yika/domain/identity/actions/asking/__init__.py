"""What others say to a submission: asked by the worker, kept as checks for the reviewer."""

from yika.domain.identity.actions.asking.ask_registry import RegistryAsking
from yika.domain.identity.actions.asking.compare_faces import FaceComparing
from yika.domain.identity.actions.asking.keep_answer import give_up_asking, keep_answer

__all__ = ["FaceComparing", "RegistryAsking", "give_up_asking", "keep_answer"]
