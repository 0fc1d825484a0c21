"""The computer around the product: shipped data, places for settings and logs."""
