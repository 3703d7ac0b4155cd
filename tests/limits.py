"""What keeps a slip into quadratic work from passing unseen. How long things take: tests/bench."""

import time
from contextlib import contextmanager


@contextmanager
def no_burden(seconds: float = 20):
    """Fails where the work takes the processor far beyond its second; what grows with the square
    of a text's length takes minutes. Not a measure: a busy machine has a factor of 20 to spare."""
    began = time.process_time()
    yield
    assert time.process_time() - began < seconds
