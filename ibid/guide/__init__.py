"""Every unit of a guide together, and what follows from them all."""
