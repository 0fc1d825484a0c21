"""KAA Desktop: the municipal activity responsibility, registered, worked on and reported."""
