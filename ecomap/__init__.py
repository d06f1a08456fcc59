"""ecomap maps civil-society ecosystems: who works with whom, and where cooperation is missing."""

__version__ = "0.1.0"
