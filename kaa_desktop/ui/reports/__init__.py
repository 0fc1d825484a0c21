"""The page of reports: choose, look, save, print."""
