// What ecomap keeps beside the graph: the ledger of migrations, the register's identity and revision,
// who changed what, records as they were, API keys, and the nodes whose locks order writers.
CREATE CONSTRAINT ecomap_migration_name IF NOT EXISTS FOR (n:EcomapMigration) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT ecomap_register_name IF NOT EXISTS FOR (n:EcomapRegister) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT ecomap_change_revision IF NOT EXISTS FOR (n:EcomapChange) REQUIRE n.revision IS UNIQUE;
CREATE CONSTRAINT ecomap_change_id IF NOT EXISTS FOR (n:EcomapChange) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT ecomap_key_id IF NOT EXISTS FOR (n:EcomapKey) REQUIRE n.id IS UNIQUE;
CREATE RANGE INDEX ecomap_past_subject IF NOT EXISTS FOR (n:EcomapPast) ON (n.subject);
MERGE (n:EcomapLock {name: 'write'});
MERGE (n:EcomapLock {name: 'commit'});
MERGE (n:EcomapRegister {name: 'register'}) ON CREATE SET n.uid = randomUUID(), n.revision = 0;
