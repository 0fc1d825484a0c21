"""The page of settings: of the municipality, and of this computer."""
