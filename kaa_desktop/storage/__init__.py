"""The only place with SQLModel and SQL: the encrypted register file and its change log."""
