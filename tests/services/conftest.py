"""The same database as the tests of the database use."""

from tests.database.conftest import database

__all__ = ["database"]
