"""SQLite: the connection, the one writer, the schema."""
