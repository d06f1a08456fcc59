-- What changed since a revision is asked after every write, by whoever keeps an index of the register in memory.
CREATE INDEX node_by_revision ON node (revision);
CREATE INDEX edge_by_revision ON edge (revision);
CREATE INDEX past_by_until ON past (until);
