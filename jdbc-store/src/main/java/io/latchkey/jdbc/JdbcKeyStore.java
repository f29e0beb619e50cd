package io.latchkey.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.Staging;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.Trim;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A {@link KeyStore} in a relational database, reached through a {@link DataSource} that the host
 * already has. Thread-safe; any number of processes may use one database.
 *
 * <pre>{@code
 * JdbcKeyStore.migrate(dataSource); // once, or by the scripts in META-INF/latchkey/schema
 * Latchkey latchkey = Latchkey.builder(JdbcKeyStore.create(dataSource)).brand("acme").start();
 * }</pre>
 *
 * <p>Supported are the products in {@link Database}. Connections are borrowed for one operation and
 * given back as they were: it does not matter whether the pool's connections commit by themselves,
 * nor which isolation level they have, for the store writes at READ COMMITTED, and reads at no
 * level that shows what is not committed. The store keeps no connection, starts no thread unless it
 * listens, reads no clock, and touches no transaction of the host's but one that is {@linkplain
 * #within given} to it.
 *
 * <p>The connections must lead to a primary. A standby or a read-only replica may be behind by any
 * time without knowing it, and a node that took its feed from there would go on accepting revoked
 * keys; so PostgreSQL in recovery, and MariaDB and MySQL with {@code read_only}, are refused at the
 * start and count as unavailable later.
 *
 * <p>On PostgreSQL, {@link Builder#listenOn} lets a node learn of a change within milliseconds,
 * over one connection, and one daemon thread, that this store owns until it is {@linkplain #close
 * closed}. Without it, and on any other database, nodes poll.
 *
 * @since 1.0
 */
public final class JdbcKeyStore implements KeyStore, AutoCloseable {

  private final Jdbc jdbc;
  private final Dialect dialect;
  private final Sql sql;
  private final Requests requests;
  private final Chains chains;
  private final Feed feed;
  private final StagedKeys staged;
  private final Committer committer;
  private final Uses uses;
  private final @Nullable ChangeListener listener;

  private JdbcKeyStore(Jdbc jdbc, Dialect dialect, Sql sql, @Nullable ChangeListener listener) {
    this.jdbc = jdbc;
    this.dialect = dialect;
    this.sql = sql;
    this.listener = listener;
    CountedWrites writes = new CountedWrites(dialect);
    requests = new Requests(sql, writes);
    chains = new Chains(sql, writes);
    feed = new Feed(sql);
    staged = new StagedKeys(sql);
    committer = new Committer(jdbc, sql, writes, staged, requests, chains, feed);
    uses = new Uses(jdbc, sql);
  }

  /**
   * Opens a store with the default settings, on tables that exist.
   *
   * @param dataSource where connections come from
   * @return the store
   * @throws IllegalStateException if the database is not supported, if its tables are missing or
   *     don't fit, or if it may lose commits that have returned; the message says what to do
   * @throws io.latchkey.spi.StoreException if the database can't be reached, or is not a primary
   */
  public static JdbcKeyStore create(DataSource dataSource) {
    return builder(dataSource).create();
  }

  /**
   * Makes or upgrades the tables, with the default settings. See {@link Builder#migrate}.
   *
   * @param dataSource where connections come from
   * @return how many scripts were run; 0 if nothing was to do
   * @throws IllegalStateException if the database is not supported
   * @throws io.latchkey.spi.StoreException if the database fails
   */
  @CanIgnoreReturnValue
  public static int migrate(DataSource dataSource) {
    return builder(dataSource).migrate();
  }

  /**
   * Starts with the default settings.
   *
   * @param dataSource where connections come from
   * @return a builder
   */
  public static Builder builder(DataSource dataSource) {
    return new Builder(dataSource);
  }

  /**
   * {@link Capability#WAKES} if the store listens, {@link Capability#STAGES} on every database but
   * SQLite, which has one writer at a time.
   */
  @Override
  public Set<Capability> capabilities() {
    Set<Capability> declared = EnumSet.noneOf(Capability.class);
    if (listener != null) {
      declared.add(Capability.WAKES);
    }
    if (dialect.stages()) {
      declared.add(Capability.STAGES);
    }
    return Set.copyOf(declared);
  }

  /**
   * Makes it possible to create and replace keys within the transaction that a connection of the
   * host's is in; given to {@code Latchkey.within}. The store writes one row through the
   * connection, and leaves commit, rollback and closing to the host. The transaction may have any
   * isolation level, and may stay open for any time: nobody waits for it.
   *
   * @param connection a connection to the database of this store, which does not commit by itself
   * @return what stages keys as long as that connection is open
   * @throws IllegalArgumentException if the connection commits by itself, and so is in no
   *     transaction
   * @throws IllegalStateException if the store does not declare {@link Capability#STAGES}
   * @throws io.latchkey.spi.StoreException if the connection is broken
   */
  public Staging within(Connection connection) {
    Objects.requireNonNull(connection, "connection");
    if (!dialect.stages()) {
      throw new IllegalStateException(
          "this database has one writer at a time, so every commit would wait for the host's"
              + " transaction: commit it, and then create the key");
    }
    HostStaging staging = new HostStaging(jdbc, staged, connection);
    if (staging.commitsByItself()) {
      throw new IllegalArgumentException(
          "the connection commits by itself: call setAutoCommit(false) first");
    }
    return staging;
  }

  @Override
  public FeedPosition load(RecordSink sink) {
    return dialect.streams()
        ? jdbc.stream(
            (session, fetchSize) -> new Loader(session, sql, feed, sink).stream(fetchSize))
        : jdbc.read(session -> new Loader(session, sql, feed, sink).page());
  }

  @Override
  public FeedPage changes(long after, int limit) {
    requirePositive(limit);
    return jdbc.read(session -> feed.changes(session, after, limit));
  }

  @Override
  public boolean awaitChange(long after, Duration atMost) throws InterruptedException {
    return listener != null && listener.await(after, atMost);
  }

  @Override
  public CommitResult commit(Commit commit) {
    return committer.commit(commit);
  }

  @Override
  public Optional<StoredKey> findKey(String accountId, String keyId) {
    return jdbc.read(
        session ->
            session.first(sql.findKey, params -> params.id(keyId).id(accountId), KeyRows::key));
  }

  @Override
  public List<StoredKey> listKeys(KeyCriteria criteria) {
    KeyQuery query = new KeyQuery(sql, dialect, criteria);
    return List.copyOf(jdbc.read(session -> session.list(query.sql(), query::bind, KeyRows::key)));
  }

  @Override
  public Optional<StoredPartner> findPartner(String partnerId) {
    return jdbc.read(
        session ->
            session.first(sql.findPartner, params -> params.id(partnerId), JdbcKeyStore::partner));
  }

  @Override
  public List<StoredPartner> listPartners() {
    return List.copyOf(
        jdbc.read(
            session ->
                session.list(sql.listPartners, Session.Binding.NONE, JdbcKeyStore::partner)));
  }

  @Override
  public void owners(RecordSink sink) {
    int unused =
        dialect.streams()
            ? jdbc.stream(
                (session, fetchSize) -> new Loader(session, sql, feed, sink).loadOwners(fetchSize))
            : jdbc.read(session -> new Loader(session, sql, feed, sink).loadOwners(0));
  }

  @Override
  public Optional<AccountRecord> findAccount(String accountId) {
    return jdbc.read(
        session -> session.first(sql.findAccount, params -> params.id(accountId), Owner::account));
  }

  @Override
  public Optional<IdempotencyRecord> findIdempotency(IdempotencyScope scope, Instant at) {
    return jdbc.read(session -> requests.find(session, scope, at));
  }

  @Override
  public Optional<StagedKey> findStaged(String accountId, String keyId) {
    return jdbc.read(session -> staged.find(session, accountId, keyId));
  }

  @Override
  public List<StagedKey> staged(String after, int limit) {
    requirePositive(limit);
    return jdbc.read(session -> staged.list(session, after, limit));
  }

  @Override
  public AuditPage audit(String chain, long after, int limit) {
    requirePositive(limit);
    return jdbc.read(session -> chains.page(session, chain, after, limit));
  }

  @Override
  public Optional<String> chainSeal(String chain) {
    return jdbc.read(
        session -> session.first(sql.chainSeal, params -> params.id(chain), Row::text));
  }

  @Override
  public void recordUses(Collection<KeyUse> used) {
    uses.record(used);
  }

  @Override
  public int trim(Trim trim) {
    int changes =
        Retry.whileRaced(
            () -> jdbc.write(session -> feed.trim(session, trim.feedThrough(), trim.limit())));
    int left = trim.limit() - changes;
    return left == 0
        ? changes
        : changes + jdbc.write(session -> requests.trim(session, trim.idempotencyBefore(), left));
  }

  /**
   * Gives the feed a new epoch. To be called once after the database was restored from a backup or
   * failed over with a loss, before any node is started again: nodes that have seen a later state
   * then know that it is gone, whatever numbers the feed reaches.
   *
   * @return the new epoch
   * @throws io.latchkey.spi.StoreException if the store fails
   */
  @CanIgnoreReturnValue
  public String newEpoch() {
    String epoch = UUID.randomUUID().toString();
    return jdbc.write(
        session -> {
          feed.renew(session, epoch);
          return epoch;
        });
  }

  /**
   * Gives back the connection that listens, if there is one, and ends every wait; {@link
   * #awaitChange} fails from then on. Returns within about a second, even if the connection does
   * not answer. Everything else goes on working; closing again does nothing. The {@link DataSource}
   * stays open.
   */
  @Override
  public void close() {
    if (listener != null) {
      listener.close();
    }
  }

  private static StoredPartner partner(Row row) throws SQLException {
    return new StoredPartner(Owner.partner(row), row.text());
  }

  private static void requirePositive(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be positive: " + limit);
    }
  }

  /**
   * Settings of a {@link JdbcKeyStore}. Not thread-safe.
   *
   * @since 1.0
   */
  public static final class Builder {

    private final DataSource dataSource;
    private @Nullable String schema;
    private String tablePrefix = Names.DEFAULT_PREFIX;
    private @Nullable Database database;
    private @Nullable DataSource listening;
    private boolean mayDelay;

    private Builder(DataSource dataSource) {
      this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * The schema of the tables; on MariaDB and MySQL the database. It must exist. By default the
     * tables are looked for where the connection looks.
     *
     * @param value letters, digits and underscores, not quoted in statements
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder schema(String value) {
      schema = Objects.requireNonNull(value, "schema");
      return this;
    }

    /**
     * What the name of every table, index and constraint begins with; {@code latchkey_} by default.
     *
     * @param value a lower-case letter and up to 19 lower-case letters, digits and underscores
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder tablePrefix(String value) {
      tablePrefix = Objects.requireNonNull(value, "tablePrefix");
      return this;
    }

    /**
     * Says which database it is, where a proxy or a driver hides it. By default it is asked.
     *
     * @param value the product
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder database(Database value) {
      database = Objects.requireNonNull(value, "database");
      return this;
    }

    /**
     * Lets the store listen for changes, on PostgreSQL: {@link KeyStore#awaitChange} then returns
     * within milliseconds of any node's commit, and fails at once while there is nothing to listen
     * on, so that nodes poll. One connection is taken at the first wait, by a daemon thread, and
     * kept until the store is closed. It must not go through a proxy that pools transactions; what
     * borrows from {@code dataSource} may.
     *
     * @param value where the connection comes from; may be the store's own data source, if its pool
     *     has a connection to spare
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder listenOn(DataSource value) {
      listening = Objects.requireNonNull(value, "listenOn");
      return this;
    }

    /**
     * Accepts a database that may lose commits which have returned when it crashes: an H2 file with
     * a write delay or of another release than 2.4.240, PostgreSQL without synchronous commit, and
     * the like. A key that was handed over may then be unknown, and a revoked one may be live
     * again.
     *
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder allowDelayedDurability() {
      mayDelay = true;
      return this;
    }

    /**
     * Makes the tables, or brings them to the version of this release. Safe to call at every start,
     * and from any number of nodes at once. Hosts with a migration tool run the scripts under
     * {@code META-INF/latchkey/schema/} in this module's jar instead.
     *
     * @return how many scripts were run; 0 if nothing was to do
     * @throws IllegalArgumentException if schema or prefix is no plain identifier, or if a schema
     *     is named for SQLite, which has none
     * @throws IllegalStateException if the database is not supported
     * @throws io.latchkey.spi.StoreException if the database fails
     */
    @CanIgnoreReturnValue
    public int migrate() {
      Opening opening = new Opening(dataSource, database, new Names(schema, tablePrefix));
      opening.requireFit(true);
      return opening.schema().migrate();
    }

    /**
     * Opens the store on tables that exist.
     *
     * @return the store
     * @throws IllegalArgumentException if schema or prefix is no plain identifier, or if a schema
     *     is named for SQLite, which has none
     * @throws IllegalStateException if the database is not supported, if its tables are missing or
     *     don't fit, or if it may lose commits that have returned; the message says what to do
     * @throws io.latchkey.spi.StoreException if the database can't be reached, or is not a primary
     */
    public JdbcKeyStore create() {
      Opening opening = new Opening(dataSource, database, new Names(schema, tablePrefix));
      opening.requireFit(mayDelay);
      opening.schema().require();
      opening.requirePrimary();
      return new JdbcKeyStore(
          opening.jdbc(), opening.dialect(), opening.sql(), opening.listener(listening));
    }
  }
}
