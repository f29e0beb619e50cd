-- Latchkey, schema version 1 for SQLite. Text is stored as it is, except for characters below U+0008 and lone surrogates,
-- which are escaped with U+0001; instants are milliseconds since 1970-01-01T00:00:00Z.
-- Runs in one transaction. Text is compared byte for byte, which is the default of SQLite.

CREATE TABLE latchkey_keys (
  key_id TEXT NOT NULL CHECK (length(key_id) > 0),
  account_id TEXT NOT NULL CHECK (length(account_id) > 0),
  partner_id TEXT NOT NULL CHECK (length(partner_id) > 0),
  api_type TEXT NOT NULL CHECK (length(api_type) > 0),
  brand TEXT NOT NULL CHECK (length(brand) > 0),
  environment TEXT NOT NULL CHECK (length(environment) > 0),
  digest_algorithm TEXT NOT NULL CHECK (length(digest_algorithm) > 0),
  digest BLOB NOT NULL CHECK (length(digest) BETWEEN 1 AND 64),
  permissions TEXT NOT NULL,
  state TEXT NOT NULL CHECK (length(state) > 0),
  ends_at INTEGER,
  end_state TEXT CHECK (length(end_state) > 0),
  version INTEGER NOT NULL CHECK (version >= 1),
  seal TEXT,
  tail TEXT NOT NULL,
  description TEXT NOT NULL,
  search_text TEXT NOT NULL,
  labels TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  pending_until INTEGER,
  acknowledged_at INTEGER,
  acknowledged_by TEXT,
  expires_at INTEGER,
  overlap_length TEXT,
  overlap_ends_at INTEGER,
  ended_at INTEGER,
  ended_by TEXT,
  end_reason TEXT,
  end_note TEXT,
  predecessor_id TEXT,
  successor_id TEXT,
  reveal_number INTEGER NOT NULL CHECK (reveal_number >= 1),
  permission_source TEXT NOT NULL,
  permissions_assigned_at INTEGER NOT NULL,
  CONSTRAINT latchkey_keys_pk PRIMARY KEY (key_id),
  CONSTRAINT latchkey_keys_end CHECK ((ends_at IS NULL) = (end_state IS NULL))
) STRICT;

CREATE INDEX latchkey_keys_created ON latchkey_keys (created_at DESC, key_id);
CREATE INDEX latchkey_keys_account ON latchkey_keys (account_id, created_at DESC, key_id);
CREATE INDEX latchkey_keys_account_partner ON latchkey_keys (account_id, partner_id, created_at DESC, key_id);
CREATE INDEX latchkey_keys_partner ON latchkey_keys (partner_id, created_at DESC, key_id);
CREATE INDEX latchkey_keys_ends ON latchkey_keys (ends_at) WHERE ends_at IS NOT NULL;
CREATE INDEX latchkey_keys_ended ON latchkey_keys (ended_at) WHERE ended_at IS NOT NULL;

-- The last use stands apart from its key, so that writing it never waits for a change of the key, nor a change for it.
CREATE TABLE latchkey_uses (
  key_id TEXT NOT NULL,
  used_at INTEGER,
  CONSTRAINT latchkey_uses_pk PRIMARY KEY (key_id),
  CONSTRAINT latchkey_uses_key FOREIGN KEY (key_id) REFERENCES latchkey_keys (key_id) ON DELETE CASCADE
) STRICT;

-- Keys that transactions of the host's have staged. It refers to no other table and has no further index, so that such a
-- transaction holds nothing that anybody waits for.
CREATE TABLE latchkey_staged (
  key_id TEXT NOT NULL CHECK (length(key_id) > 0),
  account_id TEXT NOT NULL CHECK (length(account_id) > 0),
  partner_id TEXT NOT NULL CHECK (length(partner_id) > 0),
  api_type TEXT NOT NULL CHECK (length(api_type) > 0),
  brand TEXT NOT NULL CHECK (length(brand) > 0),
  environment TEXT NOT NULL CHECK (length(environment) > 0),
  digest_algorithm TEXT NOT NULL CHECK (length(digest_algorithm) > 0),
  digest BLOB NOT NULL CHECK (length(digest) BETWEEN 1 AND 64),
  permissions TEXT NOT NULL,
  state TEXT NOT NULL CHECK (length(state) > 0),
  ends_at INTEGER,
  end_state TEXT CHECK (length(end_state) > 0),
  version INTEGER NOT NULL CHECK (version >= 1),
  seal TEXT,
  tail TEXT NOT NULL,
  description TEXT NOT NULL,
  search_text TEXT NOT NULL,
  labels TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  pending_until INTEGER,
  acknowledged_at INTEGER,
  acknowledged_by TEXT,
  expires_at INTEGER,
  overlap_length TEXT,
  overlap_ends_at INTEGER,
  ended_at INTEGER,
  ended_by TEXT,
  end_reason TEXT,
  end_note TEXT,
  predecessor_id TEXT,
  successor_id TEXT,
  reveal_number INTEGER NOT NULL CHECK (reveal_number >= 1),
  permission_source TEXT NOT NULL,
  permissions_assigned_at INTEGER NOT NULL,
  operation TEXT NOT NULL CHECK (length(operation) > 0),
  CONSTRAINT latchkey_staged_pk PRIMARY KEY (key_id),
  CONSTRAINT latchkey_staged_end CHECK ((ends_at IS NULL) = (end_state IS NULL))
) STRICT;

-- Version 0 stands for a partner or an account that has no record yet: the row is there to be locked.
CREATE TABLE latchkey_partners (
  id TEXT NOT NULL CHECK (length(id) > 0),
  status TEXT CHECK (length(status) > 0),
  version INTEGER NOT NULL CHECK (version >= 0),
  seal TEXT,
  document TEXT,
  CONSTRAINT latchkey_partners_pk PRIMARY KEY (id),
  CONSTRAINT latchkey_partners_record CHECK ((version = 0) = (status IS NULL) AND (version = 0) = (document IS NULL))
) STRICT;

CREATE TABLE latchkey_accounts (
  id TEXT NOT NULL CHECK (length(id) > 0),
  status TEXT CHECK (length(status) > 0),
  version INTEGER NOT NULL CHECK (version >= 0),
  seal TEXT,
  CONSTRAINT latchkey_accounts_pk PRIMARY KEY (id),
  CONSTRAINT latchkey_accounts_record CHECK ((version = 0) = (status IS NULL))
) STRICT;

CREATE TABLE latchkey_requests (
  account_id TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  operation TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  key_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  CONSTRAINT latchkey_requests_pk PRIMARY KEY (account_id, actor_id, operation, idempotency_key)
) STRICT;

CREATE INDEX latchkey_requests_expiry ON latchkey_requests (expires_at);

-- The head of each audit chain: whoever appends to the chain holds this row.
CREATE TABLE latchkey_chains (
  chain TEXT NOT NULL CHECK (length(chain) > 0),
  seq INTEGER NOT NULL CHECK (seq >= 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  seal TEXT,
  CONSTRAINT latchkey_chains_pk PRIMARY KEY (chain)
) STRICT;

CREATE TABLE latchkey_events (
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  happened_at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  details TEXT NOT NULL,
  previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  CONSTRAINT latchkey_events_pk PRIMARY KEY (chain, seq),
  CONSTRAINT latchkey_events_chain FOREIGN KEY (chain) REFERENCES latchkey_chains (chain)
) STRICT;

-- The change feed. Its one row in latchkey_feed is locked last by every commit that moves it, so numbers rise in order
-- of commit and have no gaps.
CREATE TABLE latchkey_changes (
  change_no INTEGER NOT NULL CHECK (change_no >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('K', 'P', 'A')),
  subject_id TEXT NOT NULL,
  CONSTRAINT latchkey_changes_pk PRIMARY KEY (change_no)
) STRICT;

CREATE TABLE latchkey_feed (
  id INTEGER NOT NULL CHECK (id = 1),
  epoch TEXT NOT NULL CHECK (length(epoch) > 0),
  newest INTEGER NOT NULL CHECK (newest >= 0),
  low_water INTEGER NOT NULL CHECK (low_water >= 0),
  CONSTRAINT latchkey_feed_pk PRIMARY KEY (id),
  CONSTRAINT latchkey_feed_order CHECK (low_water <= newest)
) STRICT;

CREATE TABLE latchkey_schema (
  id INTEGER NOT NULL CHECK (id = 1),
  version INTEGER NOT NULL CHECK (version >= 1),
  minimum_reader INTEGER NOT NULL CHECK (minimum_reader >= 1),
  CONSTRAINT latchkey_schema_pk PRIMARY KEY (id),
  CONSTRAINT latchkey_schema_reader CHECK (minimum_reader <= version)
) STRICT;

INSERT INTO latchkey_feed (id, epoch, newest, low_water)
VALUES (1, lower(hex(randomblob(16))), 0, 0);

INSERT INTO latchkey_schema (id, version, minimum_reader)
VALUES (1, 1, 1);
