"""Drivers: one for each screen, so that a test reads as what a person does and sees."""
