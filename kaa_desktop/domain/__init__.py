"""Facts and rules of the field; the standard library only, and today's date is always a parameter."""
