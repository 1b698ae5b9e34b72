"""The same database as the tests of storage use."""

from tests.storage.conftest import database

__all__ = ["database"]
