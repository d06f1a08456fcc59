"""Linkage (연계): how the network hangs together, and who holds which position in it."""
