-- What is kept about the work on the register: accounts, drafts, proposals … data is JSON.
CREATE TABLE paper (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    state TEXT NOT NULL,
    made TEXT NOT NULL,
    version INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE INDEX paper_by_owner ON paper (kind, owner, made);
CREATE INDEX paper_by_state ON paper (kind, state, made);
