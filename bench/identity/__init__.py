"""What real names cost: pictures, encryption, handing in, and finding a person among millions."""

from bench.identity.measuring import measure, measure_persons

__all__ = ["measure", "measure_persons"]
