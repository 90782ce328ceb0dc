"""One file compiled into one unit, and what is remembered of it."""
