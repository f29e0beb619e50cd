package io.latchkey.jdbc;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.HostActor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.KeyQuery;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.Replacement;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.UserLevel;
import io.latchkey.spi.KeyUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How many statements each operation sends, so that a change is noticed. A commit is one, a batch
 * is one, and so is the statement that sets the isolation level.
 */
abstract class StatementCountTest {

  private static final HostActor HOST = HostActor.of("console");
  private static final Actor ADMIN =
      Actor.of(AccountId.of("globex"), ActorId.of("u-admin"), UserLevel.BASIC)
          .with(Grant.MANAGE_WEBHOOKS);
  private static final PartnerId NORTHWIND = PartnerId.of("northwind");

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private Space space;
  private StatementLog log;
  private JdbcKeyStore store;
  private Latchkey latchkey;

  abstract TestDatabase database();

  /** The operations in the order of the test, and how many statements each may send. */
  abstract Map<String, Integer> expected();

  /** With nothing in the background. */
  @BeforeEach
  final void start() {
    space = database().space();
    log = new StatementLog(space.dataSource());
    space.builder(log).migrate();
    store = space.builder(log).create();
    latchkey = Latchkey.builder(store).brand("acme").executor(task -> {}).start();
    latchkey
        .partners()
        .register(
            HOST,
            Partner.listed(NORTHWIND.value(), "Northwind")
                .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE)
                .build());
    try (IssuedKey first = latchkey.issuer().create(ADMIN, request())) {
      assertThat(first.readable()).isTrue();
    }
  }

  @AfterEach
  final void stop() {
    latchkey.close();
    store.close();
    space.close();
  }

  private static NewKey request() {
    return NewKey.of(CANDIDATE_INGESTION, NORTHWIND, "Sourced candidates");
  }

  @Test
  void operations_sendAsManyStatementsAsExpected() {
    IssuedKey created = counted("create", () -> latchkey.issuer().create(ADMIN, request()));
    KeyId id = created.id();
    count("acknowledge", () -> latchkey.issuer().acknowledge(ADMIN, created));
    count("replace", () -> replace(id));
    count("disable", () -> latchkey.issuer().disable(ADMIN, id));
    count("enable", () -> latchkey.issuer().enable(ADMIN, id));
    long before = store.changes(0, 1).position().number();
    count("revoke", () -> latchkey.issuer().revoke(ADMIN, id, lost()));
    count("find", () -> latchkey.keys().find(ADMIN, id));
    count("list", () -> latchkey.keys().list(ADMIN, KeyQuery.all(), null, 10));
    count("audit page", () -> latchkey.audit().read(ADMIN, 0, 10));
    count("poll, one change", () -> store.changes(before, 500));
    count("poll, nothing new", () -> store.changes(before + 1, 500));
    count("load", () -> JdbcRules.load(store).position);
    count("last use of 1,000 keys", this::use);

    assertThat(counts).containsExactlyEntriesOf(expected());
  }

  /** What is looked at every half minute while something is wrong must not read every key. */
  @Test
  void owners_areReadWithoutKeys() {
    latchkey.accounts().suspend(HOST, AccountId.of("initech"));
    JdbcRules.Loaded loaded = new JdbcRules.Loaded();
    var unused = log.take();

    store.owners(loaded);

    assertThat(log.take())
        .extracting(StatementLog.Run::sql)
        .anyMatch(sql -> sql.contains("FROM " + space.prefix() + "accounts"))
        .noneMatch(sql -> sql.contains("FROM " + space.prefix() + "keys"));
    assertThat(loaded.partners).hasSize(1);
    assertThat(loaded.accounts).hasSize(1);
    assertThat(loaded.keys).isEmpty();
  }

  private KeyId replace(KeyId id) {
    Replacement replacement = Replacement.overlapping(id, Duration.ofDays(1));
    try (IssuedKey successor = latchkey.issuer().replace(ADMIN, replacement)) {
      return successor.id();
    }
  }

  private static Revocation lost() {
    return Revocation.because(RevocationReason.LOST);
  }

  private boolean use() {
    List<KeyUse> uses = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      uses.add(new KeyUse("k" + i, Instant.EPOCH));
    }
    store.recordUses(uses);
    return true;
  }

  private void count(String operation, Supplier<?> call) {
    var unused = counted(operation, call);
  }

  private <T> T counted(String operation, Supplier<T> call) {
    var unused = log.take();
    T answer = call.get();
    counts.put(operation, log.take().size());
    return answer;
  }

  /** Pairs the operations of the test with numbers. */
  static Map<String, Integer> counts(int... numbers) {
    List<String> operations =
        List.of(
            "create",
            "acknowledge",
            "replace",
            "disable",
            "enable",
            "revoke",
            "find",
            "list",
            "audit page",
            "poll, one change",
            "poll, nothing new",
            "load",
            "last use of 1,000 keys");
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < numbers.length; i++) {
      counts.put(operations.get(i), numbers[i]);
    }
    return counts;
  }
}
