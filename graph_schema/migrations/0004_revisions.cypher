// What changed since a revision is asked after every write, by whoever keeps an index of the register in memory.
CREATE RANGE INDEX record_revision IF NOT EXISTS FOR (n:Record) ON (n._revision);
CREATE RANGE INDEX located_in_revision IF NOT EXISTS FOR ()-[r:LOCATED_IN]-() ON (r._revision);
CREATE RANGE INDEX ecomap_past_until IF NOT EXISTS FOR (n:EcomapPast) ON (n.until);
