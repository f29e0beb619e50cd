-- Latchkey, schema version 1 for MySQL. Text is stored as it is, except for characters below U+0008 and lone surrogates,
-- which are escaped with U+0001; instants are milliseconds since 1970-01-01T00:00:00Z.
-- Ids are bytes, because a binary collation pads with spaces.
-- Every statement may be run again: MySQL commits after each of them.

CREATE TABLE IF NOT EXISTS latchkey_keys (
  key_id VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(key_id) > 0),
  account_id VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(account_id) > 0),
  partner_id VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(partner_id) > 0),
  api_type VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(api_type) > 0),
  brand VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(brand) > 0),
  environment VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(environment) > 0),
  digest_algorithm VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(digest_algorithm) > 0),
  digest VARBINARY(64) NOT NULL CHECK (OCTET_LENGTH(digest) BETWEEN 1 AND 64),
  permissions MEDIUMTEXT NOT NULL,
  state VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(state) > 0),
  ends_at BIGINT,
  end_state VARBINARY(512) CHECK (OCTET_LENGTH(end_state) > 0),
  version BIGINT NOT NULL CHECK (version >= 1),
  seal VARCHAR(255),
  tail VARBINARY(512) NOT NULL,
  description TEXT NOT NULL,
  search_text MEDIUMTEXT NOT NULL,
  labels MEDIUMTEXT NOT NULL,
  created_by VARBINARY(512) NOT NULL,
  created_at BIGINT NOT NULL,
  pending_until BIGINT,
  acknowledged_at BIGINT,
  acknowledged_by VARBINARY(512),
  expires_at BIGINT,
  overlap_length VARBINARY(64),
  overlap_ends_at BIGINT,
  ended_at BIGINT,
  ended_by VARBINARY(512),
  end_reason MEDIUMTEXT,
  end_note MEDIUMTEXT,
  predecessor_id VARBINARY(512),
  successor_id VARBINARY(512),
  reveal_number INT NOT NULL CHECK (reveal_number >= 1),
  permission_source MEDIUMTEXT NOT NULL,
  permissions_assigned_at BIGINT NOT NULL,
  PRIMARY KEY (key_id),
  CONSTRAINT latchkey_keys_end CHECK ((ends_at IS NULL) = (end_state IS NULL)),
  INDEX latchkey_keys_created (created_at DESC, key_id),
  INDEX latchkey_keys_account (account_id, created_at DESC, key_id),
  INDEX latchkey_keys_account_partner (account_id, partner_id, created_at DESC, key_id),
  INDEX latchkey_keys_partner (partner_id, created_at DESC, key_id),
  INDEX latchkey_keys_ends (ends_at),
  INDEX latchkey_keys_ended (ended_at)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The last use stands apart from its key, so that writing it never waits for a change of the key, nor a change for it.
CREATE TABLE IF NOT EXISTS latchkey_uses (
  key_id VARBINARY(512) NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (key_id),
  CONSTRAINT latchkey_uses_key FOREIGN KEY (key_id) REFERENCES latchkey_keys (key_id) ON DELETE CASCADE
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Keys that transactions of the host's have staged. It refers to no other table and has no further index, so that such a
-- transaction holds nothing that anybody waits for.
CREATE TABLE IF NOT EXISTS latchkey_staged (
  key_id VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(key_id) > 0),
  account_id VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(account_id) > 0),
  partner_id VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(partner_id) > 0),
  api_type VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(api_type) > 0),
  brand VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(brand) > 0),
  environment VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(environment) > 0),
  digest_algorithm VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(digest_algorithm) > 0),
  digest VARBINARY(64) NOT NULL CHECK (OCTET_LENGTH(digest) BETWEEN 1 AND 64),
  permissions MEDIUMTEXT NOT NULL,
  state VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(state) > 0),
  ends_at BIGINT,
  end_state VARBINARY(512) CHECK (OCTET_LENGTH(end_state) > 0),
  version BIGINT NOT NULL CHECK (version = 1),
  seal VARCHAR(255),
  tail VARBINARY(512) NOT NULL,
  description TEXT NOT NULL,
  search_text MEDIUMTEXT NOT NULL,
  labels MEDIUMTEXT NOT NULL,
  created_by VARBINARY(512) NOT NULL,
  created_at BIGINT NOT NULL,
  pending_until BIGINT,
  acknowledged_at BIGINT,
  acknowledged_by VARBINARY(512),
  expires_at BIGINT,
  overlap_length VARBINARY(64),
  overlap_ends_at BIGINT,
  ended_at BIGINT,
  ended_by VARBINARY(512),
  end_reason MEDIUMTEXT,
  end_note MEDIUMTEXT,
  predecessor_id VARBINARY(512),
  successor_id VARBINARY(512),
  reveal_number INT NOT NULL CHECK (reveal_number >= 1),
  permission_source MEDIUMTEXT NOT NULL,
  permissions_assigned_at BIGINT NOT NULL,
  operation VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(operation) > 0),
  PRIMARY KEY (key_id),
  CONSTRAINT latchkey_staged_end CHECK ((ends_at IS NULL) = (end_state IS NULL))
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Version 0 stands for a partner or an account that has no record yet: the row is there to be locked.
CREATE TABLE IF NOT EXISTS latchkey_partners (
  id VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(id) > 0),
  status VARBINARY(512) CHECK (OCTET_LENGTH(status) > 0),
  version BIGINT NOT NULL CHECK (version >= 0),
  seal VARCHAR(255),
  document MEDIUMTEXT,
  PRIMARY KEY (id),
  CONSTRAINT latchkey_partners_record CHECK ((version = 0) = (status IS NULL) AND (version = 0) = (document IS NULL))
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS latchkey_accounts (
  id VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(id) > 0),
  status VARBINARY(512) CHECK (OCTET_LENGTH(status) > 0),
  version BIGINT NOT NULL CHECK (version >= 0),
  seal VARCHAR(255),
  PRIMARY KEY (id),
  CONSTRAINT latchkey_accounts_record CHECK ((version = 0) = (status IS NULL))
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS latchkey_requests (
  account_id VARBINARY(512) NOT NULL,
  actor_id VARBINARY(512) NOT NULL,
  operation VARBINARY(512) NOT NULL,
  idempotency_key VARBINARY(512) NOT NULL,
  fingerprint VARBINARY(512) NOT NULL,
  key_id VARBINARY(512) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, actor_id, operation, idempotency_key),
  INDEX latchkey_requests_expiry (expires_at)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The head of each audit chain: whoever appends to the chain holds this row.
CREATE TABLE IF NOT EXISTS latchkey_chains (
  chain VARBINARY(512) NOT NULL CHECK (OCTET_LENGTH(chain) > 0),
  seq BIGINT NOT NULL CHECK (seq >= 0),
  hash VARBINARY(64) NOT NULL CHECK (OCTET_LENGTH(hash) = 64),
  seal VARCHAR(255),
  PRIMARY KEY (chain)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS latchkey_events (
  chain VARBINARY(512) NOT NULL,
  seq BIGINT NOT NULL CHECK (seq >= 1),
  happened_at BIGINT NOT NULL,
  actor_kind VARBINARY(512) NOT NULL,
  actor_id VARBINARY(512) NOT NULL,
  event_type VARBINARY(512) NOT NULL,
  subject_kind VARBINARY(512) NOT NULL,
  subject_id VARBINARY(512) NOT NULL,
  details MEDIUMTEXT NOT NULL,
  previous_hash VARBINARY(64) NOT NULL CHECK (OCTET_LENGTH(previous_hash) = 64),
  hash VARBINARY(64) NOT NULL CHECK (OCTET_LENGTH(hash) = 64),
  PRIMARY KEY (chain, seq),
  CONSTRAINT latchkey_events_chain FOREIGN KEY (chain) REFERENCES latchkey_chains (chain)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The change feed. Its one row in latchkey_feed is locked last by every commit that moves it, so numbers rise in order
-- of commit and have no gaps.
CREATE TABLE IF NOT EXISTS latchkey_changes (
  change_no BIGINT NOT NULL CHECK (change_no >= 1),
  kind VARBINARY(1) NOT NULL CHECK (kind IN ('K', 'P', 'A')),
  subject_id VARBINARY(512) NOT NULL,
  PRIMARY KEY (change_no)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS latchkey_feed (
  id SMALLINT NOT NULL CHECK (id = 1),
  epoch VARBINARY(64) NOT NULL CHECK (OCTET_LENGTH(epoch) > 0),
  newest BIGINT NOT NULL CHECK (newest >= 0),
  low_water BIGINT NOT NULL CHECK (low_water >= 0),
  PRIMARY KEY (id),
  CONSTRAINT latchkey_feed_order CHECK (low_water <= newest)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS latchkey_schema (
  id SMALLINT NOT NULL CHECK (id = 1),
  version INT NOT NULL CHECK (version >= 1),
  minimum_reader INT NOT NULL CHECK (minimum_reader >= 1),
  PRIMARY KEY (id),
  CONSTRAINT latchkey_schema_reader CHECK (minimum_reader <= version)
) ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO latchkey_feed (id, epoch, newest, low_water)
SELECT 1, UUID(), 0, 0 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM latchkey_feed);

INSERT INTO latchkey_schema (id, version, minimum_reader)
SELECT 1, 1, 1 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM latchkey_schema);
