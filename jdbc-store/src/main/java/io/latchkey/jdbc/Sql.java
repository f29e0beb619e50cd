package io.latchkey.jdbc;

import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements that all operations are made of, for one database and one set of names. */
final class Sql {

  private static final String RECORD =
      "key_id, account_id, partner_id, api_type, brand, environment, digest_algorithm, digest,"
          + " permissions, state, ends_at, end_state, version, seal";

  private static final String DETAILS =
      "tail, description, search_text, labels, created_by, created_at, pending_until,"
          + " acknowledged_at, acknowledged_by, expires_at, overlap_length, overlap_ends_at,"
          + " ended_at, ended_by, end_reason, end_note, predecessor_id, successor_id,"
          + " reveal_number, permission_source, permissions_assigned_at";

  private static final String EVENT =
      "seq, happened_at, actor_kind, actor_id, event_type, subject_kind, subject_id, details,"
          + " previous_hash, hash";

  private static final String REQUEST =
      "account_id, actor_id, operation, idempotency_key, fingerprint, key_id, created_at,"
          + " expires_at";

  private static final String SCOPE =
      " WHERE account_id = ? AND actor_id = ? AND operation = ? AND idempotency_key = ?";

  final String insertKey;
  final String updateKey;
  final String deleteKey;
  final String insertUse;
  final String deleteUse;
  final String recordUse;
  final String findKey;

  /** To be followed by conditions. */
  final String listKeys;

  final String loadKeys;
  final String loadKeysPage;

  /** To be completed by {@link LiveCount}. */
  final String keys;

  final String insertStaged;
  final String findStaged;
  final String listStaged;
  final String isStaged;
  final String deleteStaged;

  final String lockPartner;
  final String partnerVersion;
  final String insertPartner;
  final String updatePartner;
  final String findPartner;
  final String listPartners;
  final String loadPartners;

  final String lockAccount;
  final String accountVersion;
  final String insertAccount;
  final String updateAccount;
  final String findAccount;
  final String loadAccounts;

  final @Nullable String takeRequest;
  final String replaceRequest;
  final String insertRequest;
  final String findRequest;
  final String expiredRequests;
  final String deleteRequest;

  final String lockChain;
  final String chainSeal;
  final String loadChainSeals;
  final String insertChain;
  final String moveChain;
  final String insertEvent;
  final String cutChain;
  final String audit;

  final @Nullable String moveFeedReturning;
  final String moveFeed;
  final String newest;
  final String insertChange;
  final String position;
  final String changes;
  final String deleteChanges;
  final String raiseLowWater;
  final String newEpoch;

  final String schemaVersion;

  Sql(Names names, Dialect dialect) {
    keys = names.table("keys");
    String uses = names.table("uses");
    String partners = names.table("partners");
    String accounts = names.table("accounts");
    String requests = names.table("requests");
    String chains = names.table("chains");
    String events = names.table("events");
    String changeTable = names.table("changes");
    String feed = names.table("feed");
    String lock = dialect.forUpdate();

    insertKey = insert(keys, RECORD + ", " + DETAILS);
    updateKey =
        "UPDATE "
            + keys
            + " SET "
            + set(RECORD + ", " + DETAILS)
            + " WHERE key_id = ? AND version = ?";
    deleteKey = "DELETE FROM " + keys + " WHERE key_id = ? AND version = ?";
    insertUse = insert(uses, "key_id");
    deleteUse = "DELETE FROM " + uses + " WHERE key_id = ?";
    recordUse =
        "UPDATE " + uses + " SET used_at = ? WHERE key_id = ? AND (used_at IS NULL OR used_at < ?)";
    listKeys =
        "SELECT "
            + of("k", RECORD + ", " + DETAILS)
            + ", u.used_at FROM "
            + keys
            + " k LEFT JOIN "
            + uses
            + " u ON u.key_id = k.key_id WHERE ";
    findKey = listKeys + "k.key_id = ? AND k.account_id = ?";
    loadKeys = "SELECT " + RECORD + " FROM " + keys;
    loadKeysPage = loadKeys + " WHERE key_id > ? ORDER BY key_id LIMIT ?";

    String staged = names.table("staged");
    String stagedKeys =
        "SELECT " + RECORD + ", " + DETAILS + ", operation FROM " + staged + " WHERE key_id ";
    insertStaged = insert(staged, RECORD + ", " + DETAILS + ", operation");
    findStaged = stagedKeys + "= ? AND account_id = ?";
    listStaged = stagedKeys + "> ? ORDER BY key_id LIMIT ?";
    isStaged = "SELECT 1 FROM " + staged + " WHERE key_id = ?";
    deleteStaged = "DELETE FROM " + staged + " WHERE key_id = ?";

    lockPartner = "SELECT version FROM " + partners + " WHERE id = ?" + lock;
    partnerVersion = "SELECT version FROM " + partners + " WHERE id = ?";
    insertPartner = insert(partners, "id, version, status, document, seal");
    updatePartner =
        "UPDATE "
            + partners
            + " SET version = ?, status = ?, document = ?, seal = ? WHERE id = ? AND version = ?";
    String partner = "SELECT id, status, version, seal, document FROM " + partners;
    findPartner = partner + " WHERE id = ? AND version > 0";
    listPartners = partner + " WHERE version > 0 ORDER BY id";
    loadPartners = "SELECT id, status, version, seal FROM " + partners + " WHERE version > 0";

    lockAccount = "SELECT version FROM " + accounts + " WHERE id = ?" + lock;
    accountVersion = "SELECT version FROM " + accounts + " WHERE id = ?";
    insertAccount = insert(accounts, "id, version, status, seal");
    updateAccount =
        "UPDATE "
            + accounts
            + " SET version = ?, status = ?, seal = ? WHERE id = ? AND version = ?";
    loadAccounts = "SELECT id, status, version, seal FROM " + accounts + " WHERE version > 0";
    findAccount = loadAccounts + " AND id = ?";

    insertRequest = insert(requests, REQUEST);
    takeRequest = dialect.takeRequest(insertRequest, names);
    replaceRequest = "UPDATE " + requests + " SET " + set(REQUEST) + SCOPE + " AND expires_at <= ?";
    findRequest = "SELECT " + REQUEST + " FROM " + requests + SCOPE + " AND expires_at > ?";
    expiredRequests =
        "SELECT account_id, actor_id, operation, idempotency_key FROM "
            + requests
            + " WHERE expires_at <= ? ORDER BY expires_at LIMIT ?";
    deleteRequest = "DELETE FROM " + requests + SCOPE + " AND expires_at <= ?";

    lockChain = "SELECT seq, hash, seal FROM " + chains + " WHERE chain = ?" + lock;
    chainSeal = "SELECT seal FROM " + chains + " WHERE chain = ? AND seal IS NOT NULL";
    loadChainSeals = "SELECT chain, seal FROM " + chains + " WHERE seal IS NOT NULL";
    insertChain = insert(chains, "chain, seq, hash");
    moveChain = "UPDATE " + chains + " SET seq = ?, hash = ?, seal = ? WHERE chain = ?";
    insertEvent = insert(events, "chain, " + EVENT);
    cutChain = "DELETE FROM " + events + " WHERE chain = ? AND seq <= ?";
    audit =
        "SELECT c.seq, c.hash, "
            + of("e", EVENT)
            + " FROM "
            + chains
            + " c LEFT JOIN (SELECT chain, "
            + EVENT
            + " FROM "
            + events
            + " WHERE chain = ? AND seq > ? ORDER BY seq LIMIT ?) e ON e.chain = c.chain"
            + " WHERE c.chain = ? ORDER BY e.seq";

    moveFeedReturning = dialect.moveFeed(names);
    moveFeed = "UPDATE " + feed + " SET newest = newest + ? WHERE id = 1";
    newest = "SELECT newest FROM " + feed + " WHERE id = 1";
    insertChange = insert(changeTable, "change_no, kind, subject_id");
    position =
        "SELECT epoch, newest, low_water, "
            + dialect.isReplica()
            + " FROM "
            + feed
            + " WHERE id = 1";
    changes =
        "SELECT c.change_no, c.kind, c.subject_id, p.status, p.version, p.seal, a.status, a.version, a.seal, "
            + of("k", RECORD)
            + " FROM "
            + changeTable
            + " c LEFT JOIN "
            + keys
            + " k ON c.kind = 'K' AND k.key_id = c.subject_id LEFT JOIN "
            + partners
            + " p ON c.kind = 'P' AND p.id = c.subject_id LEFT JOIN "
            + accounts
            + " a ON c.kind = 'A' AND a.id = c.subject_id"
            + " WHERE c.change_no > ? AND c.change_no <= ? ORDER BY c.change_no";
    deleteChanges = "DELETE FROM " + changeTable + " WHERE change_no > ? AND change_no <= ?";
    raiseLowWater = "UPDATE " + feed + " SET low_water = ? WHERE id = 1 AND low_water = ?";
    newEpoch = "UPDATE " + feed + " SET epoch = ? WHERE id = 1";

    schemaVersion =
        "SELECT version, minimum_reader FROM " + names.table("schema") + " WHERE id = 1";
  }

  private static String insert(String table, String columns) {
    return "INSERT INTO "
        + table
        + " ("
        + columns
        + ") VALUES ("
        + marks(columns.split(", ").length)
        + ")";
  }

  static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  private static String set(String columns) {
    return Arrays.stream(columns.split(", "))
        .map(column -> column + " = ?")
        .collect(Collectors.joining(", "));
  }

  private static String of(String alias, String columns) {
    return Arrays.stream(columns.split(", "))
        .map(column -> alias + "." + column)
        .collect(Collectors.joining(", "));
  }
}
