-- Latchkey, schema version 1 for PostgreSQL. Text is stored as it is, except for characters below U+0008 and lone surrogates,
-- which are escaped with U+0001; instants are milliseconds since 1970-01-01T00:00:00Z.
-- Runs in one transaction.

CREATE TABLE latchkey_keys (
  key_id VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(key_id) > 0),
  account_id VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(account_id) > 0),
  partner_id VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(partner_id) > 0),
  api_type VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(api_type) > 0),
  brand VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(brand) > 0),
  environment VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(environment) > 0),
  digest_algorithm VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(digest_algorithm) > 0),
  digest BYTEA NOT NULL CHECK (octet_length(digest) BETWEEN 1 AND 64),
  permissions TEXT COLLATE "C" NOT NULL,
  state VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(state) > 0),
  ends_at BIGINT,
  end_state VARCHAR(512) COLLATE "C" CHECK (char_length(end_state) > 0),
  version BIGINT NOT NULL CHECK (version >= 1),
  seal VARCHAR(255),
  tail VARCHAR(512) COLLATE "C" NOT NULL,
  description TEXT COLLATE "C" NOT NULL,
  search_text TEXT COLLATE "C" NOT NULL,
  labels TEXT COLLATE "C" NOT NULL,
  created_by VARCHAR(512) COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  pending_until BIGINT,
  acknowledged_at BIGINT,
  acknowledged_by VARCHAR(512) COLLATE "C",
  expires_at BIGINT,
  overlap_length VARCHAR(64),
  overlap_ends_at BIGINT,
  ended_at BIGINT,
  ended_by VARCHAR(512) COLLATE "C",
  end_reason TEXT COLLATE "C",
  end_note TEXT COLLATE "C",
  predecessor_id VARCHAR(512) COLLATE "C",
  successor_id VARCHAR(512) COLLATE "C",
  reveal_number INTEGER NOT NULL CHECK (reveal_number >= 1),
  permission_source TEXT COLLATE "C" NOT NULL,
  permissions_assigned_at BIGINT NOT NULL,
  CONSTRAINT latchkey_keys_pk PRIMARY KEY (key_id),
  CONSTRAINT latchkey_keys_end CHECK ((ends_at IS NULL) = (end_state IS NULL))
);

-- Of the sum, as lists of all keys say it too: an index of the column would be taken for lists of one account or partner,
-- and for keys that end, and all keys be walked through.
CREATE INDEX latchkey_keys_created ON latchkey_keys ((created_at + 0) DESC, key_id);
CREATE INDEX latchkey_keys_account ON latchkey_keys (account_id, created_at DESC, key_id);
CREATE INDEX latchkey_keys_account_partner ON latchkey_keys (account_id, partner_id, created_at DESC, key_id);
CREATE INDEX latchkey_keys_partner ON latchkey_keys (partner_id, created_at DESC, key_id);
CREATE INDEX latchkey_keys_ends ON latchkey_keys (ends_at) WHERE ends_at IS NOT NULL;
CREATE INDEX latchkey_keys_ended ON latchkey_keys (ended_at) WHERE ended_at IS NOT NULL;

-- The last use stands apart from its key, so that writing it never waits for a change of the key, nor a change for it.
CREATE TABLE latchkey_uses (
  key_id VARCHAR(512) COLLATE "C" NOT NULL,
  used_at BIGINT,
  CONSTRAINT latchkey_uses_pk PRIMARY KEY (key_id),
  CONSTRAINT latchkey_uses_key FOREIGN KEY (key_id) REFERENCES latchkey_keys (key_id) ON DELETE CASCADE
);

-- Keys that transactions of the host's have staged. It refers to no other table and has no further index, so that such a
-- transaction holds nothing that anybody waits for.
CREATE TABLE latchkey_staged (
  key_id VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(key_id) > 0),
  account_id VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(account_id) > 0),
  partner_id VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(partner_id) > 0),
  api_type VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(api_type) > 0),
  brand VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(brand) > 0),
  environment VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(environment) > 0),
  digest_algorithm VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(digest_algorithm) > 0),
  digest BYTEA NOT NULL CHECK (octet_length(digest) BETWEEN 1 AND 64),
  permissions TEXT COLLATE "C" NOT NULL,
  state VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(state) > 0),
  ends_at BIGINT,
  end_state VARCHAR(512) COLLATE "C" CHECK (char_length(end_state) > 0),
  version BIGINT NOT NULL CHECK (version = 1),
  seal VARCHAR(255),
  tail VARCHAR(512) COLLATE "C" NOT NULL,
  description TEXT COLLATE "C" NOT NULL,
  search_text TEXT COLLATE "C" NOT NULL,
  labels TEXT COLLATE "C" NOT NULL,
  created_by VARCHAR(512) COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  pending_until BIGINT,
  acknowledged_at BIGINT,
  acknowledged_by VARCHAR(512) COLLATE "C",
  expires_at BIGINT,
  overlap_length VARCHAR(64),
  overlap_ends_at BIGINT,
  ended_at BIGINT,
  ended_by VARCHAR(512) COLLATE "C",
  end_reason TEXT COLLATE "C",
  end_note TEXT COLLATE "C",
  predecessor_id VARCHAR(512) COLLATE "C",
  successor_id VARCHAR(512) COLLATE "C",
  reveal_number INTEGER NOT NULL CHECK (reveal_number >= 1),
  permission_source TEXT COLLATE "C" NOT NULL,
  permissions_assigned_at BIGINT NOT NULL,
  operation VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(operation) > 0),
  CONSTRAINT latchkey_staged_pk PRIMARY KEY (key_id),
  CONSTRAINT latchkey_staged_end CHECK ((ends_at IS NULL) = (end_state IS NULL))
);

-- Version 0 stands for a partner or an account that has no record yet: the row is there to be locked.
CREATE TABLE latchkey_partners (
  id VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(id) > 0),
  status VARCHAR(512) COLLATE "C" CHECK (char_length(status) > 0),
  version BIGINT NOT NULL CHECK (version >= 0),
  seal VARCHAR(255),
  document TEXT COLLATE "C",
  CONSTRAINT latchkey_partners_pk PRIMARY KEY (id),
  CONSTRAINT latchkey_partners_record CHECK ((version = 0) = (status IS NULL) AND (version = 0) = (document IS NULL))
);

CREATE TABLE latchkey_accounts (
  id VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(id) > 0),
  status VARCHAR(512) COLLATE "C" CHECK (char_length(status) > 0),
  version BIGINT NOT NULL CHECK (version >= 0),
  seal VARCHAR(255),
  CONSTRAINT latchkey_accounts_pk PRIMARY KEY (id),
  CONSTRAINT latchkey_accounts_record CHECK ((version = 0) = (status IS NULL))
);

CREATE TABLE latchkey_requests (
  account_id VARCHAR(512) COLLATE "C" NOT NULL,
  actor_id VARCHAR(512) COLLATE "C" NOT NULL,
  operation VARCHAR(512) COLLATE "C" NOT NULL,
  idempotency_key VARCHAR(512) COLLATE "C" NOT NULL,
  fingerprint VARCHAR(512) COLLATE "C" NOT NULL,
  key_id VARCHAR(512) COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  CONSTRAINT latchkey_requests_pk PRIMARY KEY (account_id, actor_id, operation, idempotency_key)
);

CREATE INDEX latchkey_requests_expiry ON latchkey_requests (expires_at);

-- The head of each audit chain: whoever appends to the chain holds this row.
CREATE TABLE latchkey_chains (
  chain VARCHAR(512) COLLATE "C" NOT NULL CHECK (char_length(chain) > 0),
  seq BIGINT NOT NULL CHECK (seq >= 0),
  hash VARCHAR(64) NOT NULL CHECK (char_length(hash) = 64),
  seal VARCHAR(255),
  CONSTRAINT latchkey_chains_pk PRIMARY KEY (chain)
);

CREATE TABLE latchkey_events (
  chain VARCHAR(512) COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL CHECK (seq >= 1),
  happened_at BIGINT NOT NULL,
  actor_kind VARCHAR(512) COLLATE "C" NOT NULL,
  actor_id VARCHAR(512) COLLATE "C" NOT NULL,
  event_type VARCHAR(512) COLLATE "C" NOT NULL,
  subject_kind VARCHAR(512) COLLATE "C" NOT NULL,
  subject_id VARCHAR(512) COLLATE "C" NOT NULL,
  details TEXT COLLATE "C" NOT NULL,
  previous_hash VARCHAR(64) NOT NULL CHECK (char_length(previous_hash) = 64),
  hash VARCHAR(64) NOT NULL CHECK (char_length(hash) = 64),
  CONSTRAINT latchkey_events_pk PRIMARY KEY (chain, seq),
  CONSTRAINT latchkey_events_chain FOREIGN KEY (chain) REFERENCES latchkey_chains (chain)
);

-- The change feed. Its one row in latchkey_feed is locked last by every commit that moves it, so numbers rise in order
-- of commit and have no gaps.
CREATE TABLE latchkey_changes (
  change_no BIGINT NOT NULL CHECK (change_no >= 1),
  kind VARCHAR(1) NOT NULL CHECK (kind IN ('K', 'P', 'A')),
  subject_id VARCHAR(512) COLLATE "C" NOT NULL,
  CONSTRAINT latchkey_changes_pk PRIMARY KEY (change_no)
);

CREATE TABLE latchkey_feed (
  id SMALLINT NOT NULL CHECK (id = 1),
  epoch VARCHAR(64) NOT NULL CHECK (char_length(epoch) > 0),
  newest BIGINT NOT NULL CHECK (newest >= 0),
  low_water BIGINT NOT NULL CHECK (low_water >= 0),
  CONSTRAINT latchkey_feed_pk PRIMARY KEY (id),
  CONSTRAINT latchkey_feed_order CHECK (low_water <= newest)
);

CREATE TABLE latchkey_schema (
  id SMALLINT NOT NULL CHECK (id = 1),
  version INTEGER NOT NULL CHECK (version >= 1),
  minimum_reader INTEGER NOT NULL CHECK (minimum_reader >= 1),
  CONSTRAINT latchkey_schema_pk PRIMARY KEY (id),
  CONSTRAINT latchkey_schema_reader CHECK (minimum_reader <= version)
);

INSERT INTO latchkey_feed (id, epoch, newest, low_water)
VALUES (1, gen_random_uuid()::text, 0, 0);

INSERT INTO latchkey_schema (id, version, minimum_reader)
VALUES (1, 1, 1);
