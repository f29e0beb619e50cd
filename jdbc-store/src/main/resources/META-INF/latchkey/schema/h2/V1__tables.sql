-- Latchkey, schema version 1 for H2. Text is stored as it is, except for characters below U+0008 and lone surrogates,
-- which are escaped with U+0001; instants are milliseconds since 1970-01-01T00:00:00Z.
-- Every statement may be run again: H2 commits after each of them.

CREATE TABLE IF NOT EXISTS latchkey_keys (
  key_id VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(key_id) > 0),
  account_id VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(account_id) > 0),
  partner_id VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(partner_id) > 0),
  api_type VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(api_type) > 0),
  brand VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(brand) > 0),
  environment VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(environment) > 0),
  digest_algorithm VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(digest_algorithm) > 0),
  digest VARBINARY(64) NOT NULL CHECK (OCTET_LENGTH(digest) BETWEEN 1 AND 64),
  permissions VARCHAR(1000000) NOT NULL,
  state VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(state) > 0),
  ends_at BIGINT,
  end_state VARCHAR(512) CHECK (CHAR_LENGTH(end_state) > 0),
  version BIGINT NOT NULL CHECK (version >= 1),
  seal VARCHAR(255),
  tail VARCHAR(512) NOT NULL,
  description VARCHAR(2040) NOT NULL,
  search_text VARCHAR(1000000) NOT NULL,
  labels VARCHAR(1000000) NOT NULL,
  created_by VARCHAR(512) NOT NULL,
  created_at BIGINT NOT NULL,
  pending_until BIGINT,
  acknowledged_at BIGINT,
  acknowledged_by VARCHAR(512),
  expires_at BIGINT,
  overlap_length VARCHAR(64),
  overlap_ends_at BIGINT,
  ended_at BIGINT,
  ended_by VARCHAR(512),
  end_reason VARCHAR(1000000),
  end_note VARCHAR(1000000),
  predecessor_id VARCHAR(512),
  successor_id VARCHAR(512),
  reveal_number INTEGER NOT NULL CHECK (reveal_number >= 1),
  permission_source VARCHAR(1000000) NOT NULL,
  permissions_assigned_at BIGINT NOT NULL,
  CONSTRAINT latchkey_keys_pk PRIMARY KEY (key_id),
  CONSTRAINT latchkey_keys_end CHECK ((ends_at IS NULL) = (end_state IS NULL))
);

CREATE INDEX IF NOT EXISTS latchkey_keys_created ON latchkey_keys (created_at DESC, key_id);
CREATE INDEX IF NOT EXISTS latchkey_keys_account ON latchkey_keys (account_id, created_at DESC, key_id);
CREATE INDEX IF NOT EXISTS latchkey_keys_account_partner ON latchkey_keys (account_id, partner_id, created_at DESC, key_id);
CREATE INDEX IF NOT EXISTS latchkey_keys_partner ON latchkey_keys (partner_id, created_at DESC, key_id);
CREATE INDEX IF NOT EXISTS latchkey_keys_ends ON latchkey_keys (ends_at);
CREATE INDEX IF NOT EXISTS latchkey_keys_ended ON latchkey_keys (ended_at);

-- The last use stands apart from its key, so that writing it never waits for a change of the key, nor a change for it.
CREATE TABLE IF NOT EXISTS latchkey_uses (
  key_id VARCHAR(512) NOT NULL,
  used_at BIGINT,
  CONSTRAINT latchkey_uses_pk PRIMARY KEY (key_id),
  CONSTRAINT latchkey_uses_key FOREIGN KEY (key_id) REFERENCES latchkey_keys (key_id) ON DELETE CASCADE
);

-- Keys that transactions of the host's have staged. It refers to no other table and has no further index, so that such a
-- transaction holds nothing that anybody waits for.
CREATE TABLE IF NOT EXISTS latchkey_staged (
  key_id VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(key_id) > 0),
  account_id VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(account_id) > 0),
  partner_id VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(partner_id) > 0),
  api_type VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(api_type) > 0),
  brand VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(brand) > 0),
  environment VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(environment) > 0),
  digest_algorithm VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(digest_algorithm) > 0),
  digest VARBINARY(64) NOT NULL CHECK (OCTET_LENGTH(digest) BETWEEN 1 AND 64),
  permissions VARCHAR(1000000) NOT NULL,
  state VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(state) > 0),
  ends_at BIGINT,
  end_state VARCHAR(512) CHECK (CHAR_LENGTH(end_state) > 0),
  version BIGINT NOT NULL CHECK (version = 1),
  seal VARCHAR(255),
  tail VARCHAR(512) NOT NULL,
  description VARCHAR(2040) NOT NULL,
  search_text VARCHAR(1000000) NOT NULL,
  labels VARCHAR(1000000) NOT NULL,
  created_by VARCHAR(512) NOT NULL,
  created_at BIGINT NOT NULL,
  pending_until BIGINT,
  acknowledged_at BIGINT,
  acknowledged_by VARCHAR(512),
  expires_at BIGINT,
  overlap_length VARCHAR(64),
  overlap_ends_at BIGINT,
  ended_at BIGINT,
  ended_by VARCHAR(512),
  end_reason VARCHAR(1000000),
  end_note VARCHAR(1000000),
  predecessor_id VARCHAR(512),
  successor_id VARCHAR(512),
  reveal_number INTEGER NOT NULL CHECK (reveal_number >= 1),
  permission_source VARCHAR(1000000) NOT NULL,
  permissions_assigned_at BIGINT NOT NULL,
  operation VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(operation) > 0),
  CONSTRAINT latchkey_staged_pk PRIMARY KEY (key_id),
  CONSTRAINT latchkey_staged_end CHECK ((ends_at IS NULL) = (end_state IS NULL))
);

-- Version 0 stands for a partner or an account that has no record yet: the row is there to be locked.
CREATE TABLE IF NOT EXISTS latchkey_partners (
  id VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(id) > 0),
  status VARCHAR(512) CHECK (CHAR_LENGTH(status) > 0),
  version BIGINT NOT NULL CHECK (version >= 0),
  seal VARCHAR(255),
  document VARCHAR(1000000),
  CONSTRAINT latchkey_partners_pk PRIMARY KEY (id),
  CONSTRAINT latchkey_partners_record CHECK ((version = 0) = (status IS NULL) AND (version = 0) = (document IS NULL))
);

CREATE TABLE IF NOT EXISTS latchkey_accounts (
  id VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(id) > 0),
  status VARCHAR(512) CHECK (CHAR_LENGTH(status) > 0),
  version BIGINT NOT NULL CHECK (version >= 0),
  seal VARCHAR(255),
  CONSTRAINT latchkey_accounts_pk PRIMARY KEY (id),
  CONSTRAINT latchkey_accounts_record CHECK ((version = 0) = (status IS NULL))
);

CREATE TABLE IF NOT EXISTS latchkey_requests (
  account_id VARCHAR(512) NOT NULL,
  actor_id VARCHAR(512) NOT NULL,
  operation VARCHAR(512) NOT NULL,
  idempotency_key VARCHAR(512) NOT NULL,
  fingerprint VARCHAR(512) NOT NULL,
  key_id VARCHAR(512) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  CONSTRAINT latchkey_requests_pk PRIMARY KEY (account_id, actor_id, operation, idempotency_key)
);

CREATE INDEX IF NOT EXISTS latchkey_requests_expiry ON latchkey_requests (expires_at);

-- The head of each audit chain: whoever appends to the chain holds this row.
CREATE TABLE IF NOT EXISTS latchkey_chains (
  chain VARCHAR(512) NOT NULL CHECK (CHAR_LENGTH(chain) > 0),
  seq BIGINT NOT NULL CHECK (seq >= 0),
  hash VARCHAR(64) NOT NULL CHECK (CHAR_LENGTH(hash) = 64),
  seal VARCHAR(255),
  CONSTRAINT latchkey_chains_pk PRIMARY KEY (chain)
);

CREATE TABLE IF NOT EXISTS latchkey_events (
  chain VARCHAR(512) NOT NULL,
  seq BIGINT NOT NULL CHECK (seq >= 1),
  happened_at BIGINT NOT NULL,
  actor_kind VARCHAR(512) NOT NULL,
  actor_id VARCHAR(512) NOT NULL,
  event_type VARCHAR(512) NOT NULL,
  subject_kind VARCHAR(512) NOT NULL,
  subject_id VARCHAR(512) NOT NULL,
  details VARCHAR(1000000) NOT NULL,
  previous_hash VARCHAR(64) NOT NULL CHECK (CHAR_LENGTH(previous_hash) = 64),
  hash VARCHAR(64) NOT NULL CHECK (CHAR_LENGTH(hash) = 64),
  CONSTRAINT latchkey_events_pk PRIMARY KEY (chain, seq),
  CONSTRAINT latchkey_events_chain FOREIGN KEY (chain) REFERENCES latchkey_chains (chain)
);

-- The change feed. Its one row in latchkey_feed is locked last by every commit that moves it, so numbers rise in order
-- of commit and have no gaps.
-- No IN in a CHECK: H2 2.4.240 compares its list in the session that made the table, and fails when that has ended.
CREATE TABLE IF NOT EXISTS latchkey_changes (
  change_no BIGINT NOT NULL CHECK (change_no >= 1),
  kind VARCHAR(1) NOT NULL CHECK (CHAR_LENGTH(kind) = 1 AND POSITION(kind IN 'KPA') > 0),
  subject_id VARCHAR(512) NOT NULL,
  CONSTRAINT latchkey_changes_pk PRIMARY KEY (change_no)
);

CREATE TABLE IF NOT EXISTS latchkey_feed (
  id SMALLINT NOT NULL CHECK (id = 1),
  epoch VARCHAR(64) NOT NULL CHECK (CHAR_LENGTH(epoch) > 0),
  newest BIGINT NOT NULL CHECK (newest >= 0),
  low_water BIGINT NOT NULL CHECK (low_water >= 0),
  CONSTRAINT latchkey_feed_pk PRIMARY KEY (id),
  CONSTRAINT latchkey_feed_order CHECK (low_water <= newest)
);

CREATE TABLE IF NOT EXISTS latchkey_schema (
  id SMALLINT NOT NULL CHECK (id = 1),
  version INTEGER NOT NULL CHECK (version >= 1),
  minimum_reader INTEGER NOT NULL CHECK (minimum_reader >= 1),
  CONSTRAINT latchkey_schema_pk PRIMARY KEY (id),
  CONSTRAINT latchkey_schema_reader CHECK (minimum_reader <= version)
);

INSERT INTO latchkey_feed (id, epoch, newest, low_water)
SELECT 1, CAST(RANDOM_UUID() AS VARCHAR), 0, 0 WHERE NOT EXISTS (SELECT 1 FROM latchkey_feed);

INSERT INTO latchkey_schema (id, version, minimum_reader)
SELECT 1, 1, 1 WHERE NOT EXISTS (SELECT 1 FROM latchkey_schema);
