"""Logging contacts and planning the next step, from wherever people are shown."""
