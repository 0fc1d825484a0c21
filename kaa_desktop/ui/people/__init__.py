"""The people list, the person page, and everything that is done there."""
