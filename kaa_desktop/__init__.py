"""KAA Desktop: the municipal activity responsibility, registered, worked on and reported."""

__version__ = "0.1.0"
"""As in `pyproject.toml`; asking the installed package for it would cost the first window a tenth."""
