// What is kept about the work on the register: accounts, drafts, proposals. data is JSON.
CREATE CONSTRAINT ecomap_paper_id IF NOT EXISTS FOR (n:EcomapPaper) REQUIRE (n.kind, n.id) IS UNIQUE;
CREATE RANGE INDEX ecomap_paper_owner IF NOT EXISTS FOR (n:EcomapPaper) ON (n.kind, n.owner);
CREATE RANGE INDEX ecomap_paper_state IF NOT EXISTS FOR (n:EcomapPaper) ON (n.kind, n.state);
