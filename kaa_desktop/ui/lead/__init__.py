"""The lead's overview: how the work stands, and the people behind each number."""
