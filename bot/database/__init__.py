"""SQLite: one connection, one module a table."""
