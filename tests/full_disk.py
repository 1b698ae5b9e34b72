"""A disk without room, as far as a test may make one: no file grows beyond a size."""

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def full_disk(size: int = 0) -> Iterator[None]:
    """For as long as the block runs, whatever would make a file larger than that is refused.

    Python keeps nothing compiled meanwhile: that would be cut off too, and no later process could read it.
    """
    before, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    keeps_nothing, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, hard))
        sys.dont_write_bytecode = keeps_nothing
