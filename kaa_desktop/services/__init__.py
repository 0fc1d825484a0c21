"""One function per user intent; each returns its result and what it changed."""
