"""Numbered schema steps, one file each; a step is frozen once released."""
