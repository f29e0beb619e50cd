package io.latchkey.jdbc;

import static io.latchkey.contract.Records.ACTIVE;
import static io.latchkey.contract.Records.API_TYPE;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.jdbc.ManyRows.LARGE_ACCOUNT;
import static io.latchkey.jdbc.ManyRows.PARTNER;
import static io.latchkey.jdbc.ManyRows.SMALL_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contract.Records;
import io.latchkey.jdbc.StatementLog.Run;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyCriteria.Position;
import io.latchkey.spi.KeyCriteria.StatesAt;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.LiveLimit;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.Trim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How a database finds the rows that each operation asks for, in tables with many keys: by an
 * index, and for a page without sorting more than the page, unless a reason is given. The
 * statements are those that the store sends. {@code -Dlatchkey.plans.keys=1000000} for a million
 * keys; the plans are left in {@code target/plans}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueryPlanTest {

  private static final int KEYS = Integer.getInteger("latchkey.plans.keys", 20_000);
  private static final int PAGE = 50;
  private static final int FEED_PAGE = Math.max(1, KEYS / 2_000);

  /** A table of so many pages, or fewer, is rightly read whole to look up one page's rows. */
  private static final int PAGES = 25;

  /** More rows than that are not sorted for a page. */
  private static final int FEW = 1_000;

  private Space space;
  private StatementLog log;
  private JdbcKeyStore store;
  private ManyRows rows;
  private Path file;

  abstract SharedServer database();

  /** A table expression with a column {@code n} that counts to {@code %d}. */
  abstract String numbers();

  /** Prepares the server for so many rows. */
  void makeRoom(Statement statement) throws SQLException {}

  /** Lets the server look at what is in a table. */
  abstract String analyze(String table);

  /** The plans of a statement: each that the server may come to choose. */
  abstract List<QueryPlan> explain(Connection connection, Run run) throws SQLException;

  @BeforeAll
  final void fill() throws SQLException, IOException {
    space = database().space();
    log = new StatementLog(space.dataSource());
    space.builder(log).migrate();
    store = space.builder(log).create();
    try (Connection connection = space.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      makeRoom(statement);
      rows = new ManyRows(store, connection, space.prefix(), numbers(), KEYS);
      rows.fill();
      for (String table : rows.tables()) {
        statement.execute(analyze(table));
      }
    }
    file = Path.of("target", "plans", getClass().getSimpleName() + ".txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "Plans at " + KEYS + " keys\n");
  }

  @AfterAll
  final void close() {
    store.close();
    space.close();
  }

  /** An operation, the indexes it must be served by, and why it may do more than that. */
  record Query(String name, Consumer<QueryPlanTest> call, Set<String> indexes, Reason reason) {

    @Override
    public String toString() {
      return name;
    }
  }

  /** Why an operation may read or sort more than it returns. */
  enum Reason {
    /** It does not. */
    NONE,
    /** It is to read every row. */
    READS_ALL,
    /**
     * It looks up a page of changes by id: reading a table whole is the faster way for a database
     * if the page may name more than one row in {@link QueryPlanTest#PAGES} of it.
     */
    LOOKS_UP_A_PAGE,
    /** By what it finds rows is not by what it must order them, and what it finds is little. */
    SORTS_WHAT_IT_FINDS
  }

  private static Query query(String name, Consumer<QueryPlanTest> call, String... indexes) {
    return new Query(name, call, Set.of(indexes), Reason.NONE);
  }

  private static Query asks(String name, Function<QueryPlanTest, ?> call, String... indexes) {
    return query(
        name,
        test -> {
          var unused = call.apply(test);
        },
        indexes);
  }

  private static Query list(String name, Consumer<KeyCriteria.Builder> criteria, String index) {
    return query("list: " + name, test -> test.list(criteria), index);
  }

  private static Query ofAccount(String name, Consumer<KeyCriteria.Builder> criteria) {
    return list(
        "account, " + name,
        builder -> criteria.accept(builder.accountId(LARGE_ACCOUNT).apiTypes(Set.of(API_TYPE))),
        "account");
  }

  static Stream<Query> queries() {
    return Stream.of(listsOfAnAccount(), otherLists(), byKey(), writes())
        .flatMap(queries -> queries);
  }

  private static Stream<Query> listsOfAnAccount() {
    return Stream.of(
        list("small account", keys -> keys.accountId(SMALL_ACCOUNT), "account"),
        ofAccount("nothing else", keys -> {}),
        ofAccount("environment", keys -> keys.environment("live")),
        ofAccount("creator", keys -> keys.createdBy("user-10")),
        ofAccount("text", keys -> keys.text("candidates 10")),
        ofAccount("tail", keys -> keys.tail("7Hq2x")),
        ofAccount("states", keys -> keys.states(new StatesAt(Set.of(ACTIVE), now()))),
        ofAccount("never used", keys -> keys.neverUsed(true)),
        ofAccount("used", keys -> keys.neverUsed(false)),
        ofAccount("not used since", keys -> keys.notUsedSince(now())),
        ofAccount("expiry", keys -> keys.expiresBefore(now().plus(Duration.ofDays(500)))),
        ofAccount("behind a cursor", keys -> keys.after(new Position(middle(), "8"))),
        list(
            "account, partner",
            keys -> keys.accountId(LARGE_ACCOUNT).partnerId(PARTNER),
            "account_partner"),
        list(
            "account, partner, everything, behind a cursor",
            keys ->
                keys.accountId(LARGE_ACCOUNT)
                    .partnerId(PARTNER)
                    .apiTypes(Set.of(API_TYPE))
                    .environment("live")
                    .createdBy("user-10")
                    .text("candidates")
                    .tail("7Hq2x")
                    .states(new StatesAt(Set.of(ACTIVE), now()))
                    .notUsedSince(now())
                    .expiresBefore(now())
                    .after(new Position(middle(), "8")),
            "account_partner"));
  }

  private static Stream<Query> otherLists() {
    return Stream.of(
        list("everything", keys -> {}, "created"),
        list(
            "everything, behind a cursor",
            keys -> keys.after(new Position(middle(), "8")),
            "created"),
        list("partner", keys -> keys.partnerId(PARTNER), "partner"),
        list(
            "partner, live, behind a cursor",
            keys ->
                keys.partnerId(PARTNER)
                    .states(new StatesAt(Set.of(ACTIVE), now()))
                    .after(new Position(middle(), "8")),
            "partner"),
        sorting("list: due", keys -> keys.dueAt(Records.NOW.plusMillis(1)), "ends"),
        sorting(
            "list: due, behind a cursor",
            keys -> keys.dueAt(Records.NOW.plusMillis(1)).after(new Position(middle(), "8")),
            "ends"),
        sorting("list: purge", keys -> keys.endedBefore(early()), "ended"),
        new Query(
            "load",
            test -> {
              var unused = JdbcRules.load(test.store);
            },
            Set.of(),
            Reason.READS_ALL));
  }

  private static Query sorting(String name, Consumer<KeyCriteria.Builder> criteria, String index) {
    return new Query(name, test -> test.list(criteria), Set.of(index), Reason.SORTS_WHAT_IT_FINDS);
  }

  private static Stream<Query> byKey() {
    return Stream.of(
        asks("find key", test -> test.store.findKey(LARGE_ACCOUNT, test.anyKey()), "keys_pk"),
        asks(
            "idempotency",
            test -> test.store.findIdempotency(ManyRows.scope("r7"), Records.NOW),
            "requests_pk"),
        asks("audit, first page", test -> test.store.audit(LARGE_ACCOUNT, 0, PAGE), "events_pk"),
        asks(
            "audit, later page",
            test -> test.store.audit(LARGE_ACCOUNT, KEYS / 4, PAGE),
            "events_pk"),
        asks("chain seal", test -> test.store.chainSeal(LARGE_ACCOUNT)),
        asks("feed, nothing new", test -> test.store.changes(test.newest(), 500)),
        new Query(
            "feed, a page",
            test -> {
              var unused = test.store.changes(KEYS / 4, FEED_PAGE);
            },
            Set.of("changes_pk", "keys_pk"),
            Reason.LOOKS_UP_A_PAGE),
        asks(
            "feed, one change",
            test -> test.store.changes(test.newest() - 1, 500),
            "changes_pk",
            "keys_pk"),
        asks("staged", test -> test.store.staged("staged5", PAGE), "staged_pk"),
        asks("find staged", test -> test.store.findStaged(LARGE_ACCOUNT, "staged10"), "staged_pk"));
  }

  private static Stream<Query> writes() {
    return Stream.of(
        query(
            "last uses",
            test ->
                test.store.recordUses(
                    List.of(new KeyUse(test.anyKey(), now()), new KeyUse("-", now()))),
            "uses_pk"),
        query("create with a limit", QueryPlanTest::create, "account_partner"),
        query("change and delete a key", QueryPlanTest::changeAndDelete, "keys_pk", "uses_pk"),
        asks(
            "trim requests",
            test -> test.store.trim(new Trim(0, Records.NOW.plusSeconds(100), 10)),
            "requests_expiry",
            "requests_pk"),
        asks(
            "trim feed",
            test -> test.store.trim(new Trim(10, Records.NOW.minusSeconds(1), 10)),
            "changes_pk"));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void operation_amongManyKeys_findsItsRowsByIndex(Query query) throws Exception {
    var unused = log.take();
    query.call.accept(this);
    List<String> indexes = new ArrayList<>();
    for (Run run : log.take()) {
      if (!run.searches()) {
        continue;
      }
      try (Connection connection = space.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        for (QueryPlan plan : explain(connection, run)) {
          connection.rollback();
          write(query, run, plan);
          indexes.addAll(plan.indexes());
          if (query.reason != Reason.READS_ALL) {
            assertThat(plan.scanned())
                .as(query.name + plan.text())
                .doesNotContainAnyElementsOf(notToBeRead(query));
          }
          if (query.reason == Reason.NONE || query.reason == Reason.LOOKS_UP_A_PAGE) {
            assertThat(plan.sorted()).as(plan.text()).isLessThanOrEqualTo(FEW);
          }
        }
        connection.setAutoCommit(true);
      }
    }
    for (String index : query.indexes) {
      assertThat(indexes).as(query.name).contains(index(index));
    }
  }

  /** The tables that a query may not read from end to end. */
  private List<String> notToBeRead(Query query) {
    return query.reason == Reason.LOOKS_UP_A_PAGE
        ? rows.withAtLeast(Math.max(ManyRows.MANY, PAGES * FEED_PAGE))
        : rows.large();
  }

  /** What the database calls an index of ours. */
  String index(String name) {
    return name.endsWith("_pk") || name.startsWith("requests")
        ? space.prefix() + name
        : space.prefix() + "keys_" + name;
  }

  final String prefix() {
    return space.prefix();
  }

  final List<String> largeTables() {
    return rows.large();
  }

  private void write(Query query, Run run, QueryPlan plan) throws IOException {
    String text = "\n=== " + query.name + "\n" + run.sql() + "\n" + plan.text() + "\n";
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private void list(Consumer<KeyCriteria.Builder> criteria) {
    KeyCriteria.Builder builder = KeyCriteria.builder(PAGE);
    criteria.accept(builder);
    var unused = store.listKeys(builder.build());
  }

  /** When the newest key was made. */
  private static Instant now() {
    return Records.NOW.plus(Duration.ofMinutes(KEYS));
  }

  private static Instant middle() {
    return Records.NOW.plus(Duration.ofMinutes(KEYS / 2));
  }

  /** A thousandth of all keys had ended by then. */
  private static Instant early() {
    return Records.NOW.plus(Duration.ofMinutes(KEYS / 200));
  }

  private String anyKey() {
    return store
        .listKeys(KeyCriteria.builder(1).accountId(LARGE_ACCOUNT).build())
        .get(0)
        .record()
        .keyId();
  }

  private long newest() {
    return store.changes(0, 1).position().number();
  }

  private void create() {
    StoredKey key =
        Records.key("made", record -> record.accountId(LARGE_ACCOUNT).partnerId(PARTNER));
    Set<String> live = Set.of(ACTIVE);
    LiveLimit limit =
        new LiveLimit(LARGE_ACCOUNT, PARTNER, API_TYPE, live, now(), Integer.MAX_VALUE);
    JdbcRules.committed(store, commit(LARGE_ACCOUNT).insertKey(key).limit(limit));
  }

  private void changeAndDelete() {
    StoredKey key = Records.key("changed", record -> record.accountId(LARGE_ACCOUNT));
    JdbcRules.committed(store, commit(LARGE_ACCOUNT).insertKey(key));
    JdbcRules.committed(store, commit(LARGE_ACCOUNT).updateKey(Records.next(key)));
    JdbcRules.committed(
        store, commit(LARGE_ACCOUNT).deleteKey(Records.versionOf(Records.next(key))));
  }

  /** The lines that a statement answers. */
  static List<String> lines(PreparedStatement statement) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (statement;
        var results = statement.executeQuery()) {
      while (results.next()) {
        lines.add(results.getString(1));
      }
    }
    return lines;
  }
}
