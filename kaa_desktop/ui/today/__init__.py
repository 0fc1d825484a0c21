"""Today (Idag): the work list."""
