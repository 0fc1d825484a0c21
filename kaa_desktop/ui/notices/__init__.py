"""School notices: who begins, leaves or is absent, and where last year's pupils went."""
