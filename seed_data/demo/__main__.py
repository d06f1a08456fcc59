"""Print how many rows of each file the default seed makes."""

import sys

from seed_data.demo.generator import generate

demo = generate()
counts = (len(demo.organisations), len(demo.ties), len(demo.programmes))
sys.stdout.write("organisations {}, ties {}, programmes {}\n".format(*counts))
