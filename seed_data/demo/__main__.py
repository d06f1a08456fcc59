"""Print how many rows of each kind the default seed makes."""

import sys
from dataclasses import fields

from seed_data.demo.generator import generate

demo = generate()
sys.stdout.write(", ".join(f"{part.name} {len(getattr(demo, part.name))}" for part in fields(demo)) + "\n")
