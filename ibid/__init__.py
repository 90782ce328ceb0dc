"""ibid: a static site generator for guides whose claims carry their sources."""

__version__ = "0.1.0"
