package io.latchkey.jdbc.faults;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.HostActor;
import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.UserLevel;
import io.latchkey.jdbc.JdbcKeyStore;
import io.latchkey.testing.ManualTime;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One process of a host, as far as its database can tell: a pool, a store and what runs on them.
 */
final class Node implements AutoCloseable {

  static final HostActor HOST = HostActor.of("console");
  static final AccountId GLOBEX = AccountId.of("globex");
  static final Actor ADMIN =
      Actor.of(GLOBEX, ActorId.of("u-admin"), UserLevel.BASIC).with(Grant.MANAGE_WEBHOOKS);
  static final PartnerId NORTHWIND = PartnerId.of("northwind");
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final Duration MAX_STALENESS = Duration.ofSeconds(5);

  /** Far above what any test uses, so that only tests about it run out. */
  private static final int CONNECTIONS = 10;

  final HikariDataSource pool;
  final JdbcKeyStore store;
  final ManualTime time;
  final Latchkey latchkey;

  private Node(String url, ManualTime time, Consumer<HikariConfig> settings) throws Exception {
    this.time = time;
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(1_000);
    config.setValidationTimeout(500);
    settings.accept(config);
    pool = new HikariDataSource(config);
    assertThat(JdbcKeyStore.migrate(pool)).isNotNegative();
    store = JdbcKeyStore.create(pool);
    latchkey =
        Latchkey.builder(store)
            .brand("acme")
            .timeSource(time)
            .maxStaleness(MAX_STALENESS)
            .pollInterval(Duration.ofMillis(100))
            .start();
    if (!latchkey.awaitReady(PATIENCE)) {
      throw new IllegalStateException("not ready: " + latchkey.health());
    }
  }

  static Node at(String url, ManualTime time) throws Exception {
    return new Node(url, time, config -> {});
  }

  static Node at(String url, ManualTime time, Consumer<HikariConfig> settings) throws Exception {
    return new Node(url, time, settings);
  }

  void registerPartner() {
    Partner partner =
        Partner.listed(NORTHWIND.value(), "Northwind")
            .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE)
            .build();
    if (!latchkey.partners().register(HOST, partner).id().equals(NORTHWIND)) {
      throw new IllegalStateException("registered something else");
    }
  }

  static NewKey request() {
    return NewKey.of(CANDIDATE_INGESTION, NORTHWIND, "Northwind: sourced candidates");
  }

  /** A key that works, and its text. */
  LiveKey liveKey() {
    IssuedKey issued = latchkey.issuer().create(ADMIN, request());
    String text = issued.reveal();
    latchkey.issuer().acknowledge(ADMIN, issued);
    return new LiveKey(issued.id(), text);
  }

  boolean accepts(LiveKey key) {
    return latchkey.verifier().verify(key.text()).accepted();
  }

  @Override
  public void close() {
    latchkey.close();
    store.close();
    pool.close();
  }
}
