"""Home visits: rounds, who goes, the pack, and what came of them."""
