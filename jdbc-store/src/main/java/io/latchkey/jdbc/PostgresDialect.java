package io.latchkey.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** PostgreSQL. */
final class PostgresDialect extends Dialect {

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String UNDEFINED_TABLE = "42P01";

  /** The one before lacks gen_random_uuid(). */
  private static final MinimumVersion OLDEST = new MinimumVersion("PostgreSQL", 13, 0);

  @Override
  String folder() {
    return "postgresql";
  }

  @Override
  String contains(String column) {
    return "POSITION(? IN " + column + ") > 0";
  }

  /**
   * Keys lie in the order in which they were made, so walking through all of them by creation seems
   * cheaper here than picking out those of a large account.
   */
  @Override
  boolean createdIndexIsOfSum() {
    return true;
  }

  @Override
  String moveFeed(Names names) {
    return "UPDATE "
        + names.table("feed")
        + " SET newest = newest + ? WHERE id = 1 RETURNING newest, pg_notify('"
        + channel(names)
        + "', '')";
  }

  @Override
  String isReplica() {
    return "CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END";
  }

  @Override
  String takeRequest(String insert, Names names) {
    return insert
        + " ON CONFLICT (account_id, actor_id, operation, idempotency_key) DO UPDATE"
        + " SET fingerprint = EXCLUDED.fingerprint, key_id = EXCLUDED.key_id,"
        + " created_at = EXCLUDED.created_at, expires_at = EXCLUDED.expires_at WHERE "
        + names.table("requests")
        + ".expires_at <= ?";
  }

  @Override
  boolean contention(SQLException e) {
    return super.contention(e) || LOCK_NOT_AVAILABLE.equals(e.getSQLState());
  }

  @Override
  boolean missingTable(SQLException e) {
    return UNDEFINED_TABLE.equals(e.getSQLState());
  }

  @Override
  Optional<String> objection(Session session, Names names) throws SQLException {
    Optional<String> tooOld = OLDEST.objection(show(session, "server_version"));
    if (tooOld.isPresent()) {
      return tooOld;
    }
    String encoding = show(session, "server_encoding");
    return encoding.equals("UTF8")
        ? Optional.empty()
        : Optional.of(
            "The PostgreSQL database has the encoding "
                + encoding
                + ", which can't hold every text: make one with the encoding UTF8.");
  }

  @Override
  Optional<String> delayedDurability(Session session) throws SQLException {
    if (show(session, "synchronous_commit").equals("off")) {
      return Optional.of(
          "PostgreSQL has synchronous_commit = off, so a crash loses commits that have returned:"
              + " set it to on for this user or database, or say allowDelayedDurability().");
    }
    return show(session, "fsync").equals("off")
        ? Optional.of(
            "PostgreSQL has fsync = off, so a power cut loses commits that have returned, and may"
                + " destroy the database: set it to on, or say allowDelayedDurability().")
        : Optional.empty();
  }

  private static String show(Session session, String setting) throws SQLException {
    return session.first("SHOW " + setting, Session.Binding.NONE, Row::text).orElse("");
  }

  /** Here no level shows what is not committed, and no query keeps a writer waiting. */
  @Override
  OptionalInt levelNotToReadAt(Connection connection) {
    return OptionalInt.empty();
  }

  @Override
  Transaction transaction(Connection connection) {
    return new StatedTransaction(connection);
  }

  @Override
  void lockMigrations(Session session, Names names) throws SQLException {
    session.list(
        "SELECT pg_advisory_xact_lock(hashtext(?))",
        params -> params.text(names.table("schema")),
        row -> true);
  }

  @Override
  boolean scriptsAreTransactional() {
    return true;
  }

  @Override
  @Nullable String listen(Names names) {
    return "LISTEN " + channel(names);
  }

  /**
   * One channel for stores of one prefix in several schemas: who is woken in vain looks and waits.
   */
  private static String channel(Names names) {
    return names.prefix() + "feed";
  }
}
