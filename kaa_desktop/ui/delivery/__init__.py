"""The statutory delivery: controls, the form of the file, and what was sent."""
