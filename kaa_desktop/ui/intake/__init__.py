"""Taking in files: how they are read, what they hold, and what could not be read."""
