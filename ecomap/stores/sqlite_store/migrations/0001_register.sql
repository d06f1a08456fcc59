-- Nodes and edges as they are now, what they were before, the changes between, and the keys that may write.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

INSERT INTO meta VALUES ('uid', lower(hex(randomblob(16))));

-- Node kinds, edge types and units, each once.
CREATE TABLE word (
    key INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);

CREATE TABLE change (
    revision INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    reason TEXT NOT NULL,
    via TEXT NOT NULL
);

-- level .. synthetic repeat what properties say, so that snapshots and look-ups read no JSON.
-- Days are proleptic Gregorian ordinals, 0 where unknown or open; revision is that of the last change.
CREATE TABLE node (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind INTEGER NOT NULL REFERENCES word,
    name_ko TEXT NOT NULL,
    name_en TEXT NOT NULL,
    level TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    population REAL,
    budget REAL,
    registration TEXT,
    synthetic INTEGER NOT NULL,
    properties TEXT NOT NULL,
    revision INTEGER NOT NULL
);

CREATE INDEX node_by_name ON node (kind, name_ko, id);
CREATE INDEX node_by_registration ON node (registration) WHERE registration IS NOT NULL;
CREATE INDEX node_synthetic ON node (synthetic) WHERE synthetic;

CREATE TABLE node_name (
    name TEXT NOT NULL,
    node INTEGER NOT NULL,
    PRIMARY KEY (name, node)
) WITHOUT ROWID;

-- Holds the index only; rowid is the node's key. See search.py for the tokens.
CREATE VIRTUAL TABLE node_search USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE edge (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type INTEGER NOT NULL REFERENCES word,
    source INTEGER NOT NULL REFERENCES node,
    target INTEGER NOT NULL REFERENCES node,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL,
    weight REAL,
    amount REAL,
    unit INTEGER NOT NULL REFERENCES word,
    field INTEGER REFERENCES node,
    properties TEXT NOT NULL,
    revision INTEGER NOT NULL
);

CREATE INDEX edge_by_type ON edge (type, id);
CREATE INDEX edge_by_source ON edge (source, type);
CREATE INDEX edge_by_target ON edge (target, type, source);
CREATE INDEX edge_by_field ON edge (field) WHERE field IS NOT NULL;

-- What a record was from revision since up to, but not at, revision until. The present state of a record and
-- its revision stand in node and edge, so that creating a record costs no row here.
CREATE TABLE past (
    key INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    family TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    record TEXT NOT NULL
);

CREATE UNIQUE INDEX past_by_subject ON past (subject, family, until);

CREATE TABLE api_key (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created TEXT,
    expires TEXT,
    revoked TEXT
);
