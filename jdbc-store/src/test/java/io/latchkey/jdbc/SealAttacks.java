package io.latchkey.jdbc;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.HostActor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.RefusedException;
import io.latchkey.RejectionReason;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.SealAnchor;
import io.latchkey.SealKeys;
import io.latchkey.SealMode;
import io.latchkey.SealPoint;
import io.latchkey.UserLevel;
import io.latchkey.Verification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What somebody does who can write to the database, in plain SQL: each is refused by a process that
 * runs, to which the change is announced as any other, and by one that starts.
 */
abstract class SealAttacks {

  private static final HostActor HOST = HostActor.of("console");
  private static final AccountId ACCOUNT = AccountId.of("globex");
  private static final Actor ADMIN =
      Actor.of(ACCOUNT, ActorId.of("u-admin"), UserLevel.BASIC).with(Grant.MANAGE_WEBHOOKS);
  private static final PartnerId PARTNER = PartnerId.of("northwind");
  private static final SealKeys FIRST = SealKeys.of(1, key(1));
  private static final SealKeys SECOND = SealKeys.of(2, key(2));

  private final List<AutoCloseable> opened = new ArrayList<>();
  private Space space;
  private Latchkey running;

  abstract TestDatabase database();

  @BeforeEach
  void open() {
    space = database().space();
    space.builder(space.dataSource()).migrate();
    running = node(builder -> builder.seal(FIRST));
    Partner partner =
        Partner.listed(PARTNER.value(), "Northwind")
            .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE)
            .build();
    assertThat(running.partners().register(HOST, partner)).isEqualTo(partner);
  }

  @AfterEach
  void close() throws Exception {
    for (int i = opened.size(); i > 0; i--) {
      opened.get(i - 1).close();
    }
    space.close();
  }

  private static SecretKeySpec key(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  /** A process over the same tables. */
  private Latchkey node(Consumer<Latchkey.Builder> settings) {
    JdbcKeyStore store = space.builder(space.dataSource()).create();
    opened.add(store);
    Latchkey.Builder builder =
        Latchkey.builder(store).brand("acme").pollInterval(Duration.ofMillis(50));
    settings.accept(builder);
    Latchkey node = builder.start();
    opened.add(node);
    return node;
  }

  private Latchkey fresh(Consumer<Latchkey.Builder> settings) throws InterruptedException {
    Latchkey node = node(settings);
    assertThat(node.awaitReady(Duration.ofSeconds(30))).isTrue();
    return node;
  }

  private Latchkey fresh() throws InterruptedException {
    return fresh(builder -> builder.seal(FIRST));
  }

  /** A live key, as the integration has it. */
  private record Held(KeyId id, String text) {

    @Override
    public String toString() {
      return "Held[" + id + "]";
    }
  }

  private Held active() {
    return active(NewKey.of(CANDIDATE_INGESTION, PARTNER, "sourced"));
  }

  private Held active(NewKey request) {
    IssuedKey issued = running.issuer().create(ADMIN, request);
    Held held = new Held(issued.id(), issued.reveal());
    assertThat(running.issuer().acknowledge(ADMIN, issued).id()).isEqualTo(held.id);
    return held;
  }

  private String table(String name) {
    return space.prefix() + name;
  }

  /** Runs a statement whose first parameters are texts. */
  @CanIgnoreReturnValue
  private int sql(String statement, Object... parameters) throws SQLException {
    try (Connection connection = space.dataSource().getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < parameters.length; i++) {
        prepared.setObject(i + 1, parameters[i]);
      }
      return prepared.executeUpdate();
    }
  }

  /** Changes the row of a key and announces it. */
  private void meddle(Held key, String set, Object... parameters) throws SQLException {
    List<Object> all = new ArrayList<>(List.of(parameters));
    all.add(key.id.value());
    String update = "UPDATE " + table("keys") + " SET " + set + " WHERE key_id = ?";
    assertThat(sql(update, all.toArray())).isEqualTo(1);
    announce("K", key.id.value());
  }

  /** Forges a change in the feed. */
  private void announce(String kind, String id) throws SQLException {
    assertThat(sql("UPDATE " + table("feed") + " SET newest = newest + 1")).isEqualTo(1);
    String change =
        "INSERT INTO "
            + table("changes")
            + " (change_no, kind, subject_id) SELECT newest, ?, ? FROM "
            + table("feed");
    assertThat(sql(change, kind, id)).isEqualTo(1);
  }

  private long newest() throws SQLException {
    try (Connection connection = space.dataSource().getConnection();
        PreparedStatement prepared =
            connection.prepareStatement("SELECT newest FROM " + table("feed"));
        var results = prepared.executeQuery()) {
      assertThat(results.next()).isTrue();
      return results.getLong(1);
    }
  }

  /** Keeps a copy of rows, to be put back. */
  private void copy(String name) throws SQLException {
    assertThat(sql("CREATE TABLE " + table(name) + "_old AS SELECT * FROM " + table(name)))
        .isGreaterThanOrEqualTo(0);
  }

  private void putBack(String name, String column, String id) throws SQLException {
    String where = " WHERE " + column + " = ?";
    if (name.equals("keys")) {
      assertThat(sql("DELETE FROM " + table("uses") + where, id)).isEqualTo(1);
    }
    assertThat(sql("DELETE FROM " + table(name) + where, id)).isEqualTo(1);
    String insert = "INSERT INTO " + table(name) + " SELECT * FROM " + table(name) + "_old" + where;
    assertThat(sql(insert, id)).isEqualTo(1);
    if (name.equals("keys")) {
      assertThat(sql("INSERT INTO " + table("uses") + " (key_id) VALUES (?)", id)).isEqualTo(1);
    }
  }

  private void assertRefused(Held key) throws Exception {
    long forged = newest();
    await().until(() -> running.health().feedNumber() >= forged);
    assertThat(running.verifier().verify(key.text).accepted()).as("running").isFalse();
    Verification fresh = fresh().verifier().verify(key.text);
    assertThat(fresh.accepted()).as("fresh").isFalse();
    assertThat(fresh.rejection().reason()).isEqualTo(RejectionReason.SEAL_BROKEN);
  }

  private void assertAccepted(Latchkey node, Held key) {
    assertThat(node.verifier().verify(key.text).accepted()).isTrue();
  }

  @Test
  void untouched_isAcceptedEverywhere() throws Exception {
    Held key = active();

    Latchkey fresh = fresh();

    assertAccepted(running, key);
    assertAccepted(fresh, key);
    assertThat(fresh.health().brokenSeals()).isZero();
    assertThat(fresh.seals().status(HOST).unsealed()).isZero();
  }

  /** The intruder knows a text of the right form and plants a row for it. */
  @Test
  void rowWithAKnownDigest_isRefused() throws Exception {
    Held model = active();
    Held known = foreign();
    String columns =
        "account_id, partner_id, api_type, brand, environment, digest_algorithm, permissions,"
            + " state, ends_at, end_state, version, seal, tail, description, search_text, labels,"
            + " created_by, created_at, pending_until, acknowledged_at, acknowledged_by,"
            + " expires_at, overlap_length, overlap_ends_at, ended_at, ended_by, end_reason,"
            + " end_note, predecessor_id, successor_id, reveal_number, permission_source,"
            + " permissions_assigned_at";
    String plant =
        "INSERT INTO "
            + table("keys")
            + " (key_id, digest, "
            + columns
            + ") SELECT ?, ?, "
            + columns
            + " FROM "
            + table("keys")
            + " WHERE key_id = ?";
    assertThat(sql(plant, known.id.value(), digest(known), model.id.value())).isEqualTo(1);
    assertThat(sql("INSERT INTO " + table("uses") + " (key_id) VALUES (?)", known.id.value()))
        .isEqualTo(1);
    announce("K", known.id.value());

    assertThat(fresh(builder -> {}).verifier().verify(known.text).accepted())
        .as("without seals")
        .isTrue();
    assertRefused(known);
  }

  /** A key of the same brand that another installation issued. */
  private Held foreign() throws Exception {
    Space other = new H2Memory().space();
    other.builder(other.dataSource()).migrate();
    try (JdbcKeyStore store = other.builder(other.dataSource()).create();
        Latchkey node = Latchkey.builder(store).brand("acme").start()) {
      NewKey request = NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), "the intruder's");
      IssuedKey issued = node.issuer().create(ADMIN, request);
      return new Held(issued.id(), issued.reveal());
    } finally {
      other.close();
    }
  }

  private static byte[] digest(Held key) throws NoSuchAlgorithmException {
    String body = key.text.substring(key.text.length() - 55);
    return MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void digestOfAnotherKey_isRefused() throws Exception {
    Held key = active();
    Held other = active();

    meddle(key, "digest = ?", (Object) digest(other));

    assertRefused(key);
    assertAccepted(running, other);
  }

  @Test
  void widerPermissions_areRefused() throws Exception {
    Held key = active();

    meddle(key, "permissions = ?", "candidates.create\ncandidates.view\n");

    assertRefused(key);
    assertThatThrownBy(() -> running.issuer().disable(ADMIN, key.id))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("changed by somebody else");
  }

  @Test
  void liftedExpiry_isRefused() throws Exception {
    Held key =
        active(
            NewKey.of(CANDIDATE_INGESTION, PARTNER, "short").expiresAfter(Duration.ofMinutes(1)));

    meddle(key, "ends_at = NULL, end_state = NULL");

    assertRefused(key);
  }

  @Test
  void revokedKey_thatIsMadeActive_isRefused() throws Exception {
    Held key = active();
    revoke(key);

    meddle(key, "state = 'active', ended_at = NULL, version = version + 1");

    assertRefused(key);
  }

  private void revoke(Held key) {
    Revocation lost = Revocation.because(RevocationReason.LOST);
    assertThat(running.issuer().revoke(ADMIN, key.id, lost).id()).isEqualTo(key.id);
  }

  @Test
  void olderRow_thatIsPutBack_isRefused() throws Exception {
    Held key = active();
    copy("keys");
    revoke(key);

    putBack("keys", "key_id", key.id.value());
    announce("K", key.id.value());

    assertThat(fresh(builder -> {}).verifier().verify(key.text).accepted())
        .as("without seals")
        .isTrue();
    assertRefused(key);
  }

  @Test
  void sealThatIsTakenAway_isRefused() throws Exception {
    Held key = active();

    meddle(key, "seal = NULL");

    assertRefused(key);
  }

  @Test
  void keyOfAnotherAccount_isRefused() throws Exception {
    Held key = active();

    meddle(key, "account_id = 'initech'");

    assertRefused(key);
  }

  @Test
  void suspendedPartner_thatIsMadeActive_isRefused() throws Exception {
    Held key = active();
    assertThat(running.partners().suspend(HOST, PARTNER).id()).isEqualTo(PARTNER);

    sql("UPDATE " + table("partners") + " SET status = 'active', version = version + 1");
    announce("P", PARTNER.value());

    assertRefused(key);
  }

  @Test
  void olderPartner_thatIsPutBack_isRefused() throws Exception {
    Held key = active();
    copy("partners");
    assertThat(running.partners().suspend(HOST, PARTNER).id()).isEqualTo(PARTNER);

    putBack("partners", "id", PARTNER.value());
    announce("P", PARTNER.value());

    assertRefused(key);
  }

  @Test
  void suspendedAccount_thatIsMadeActiveOrDeleted_isRefused() throws Exception {
    Held key = active();
    running.accounts().suspend(HOST, ACCOUNT);

    sql("UPDATE " + table("accounts") + " SET status = 'active' WHERE version > 0");
    announce("A", ACCOUNT.value());
    assertRefused(key);

    assertThat(sql("DELETE FROM " + table("accounts"))).isPositive();
    assertThat(fresh().verifier().verify(key.text).rejection().reason())
        .isEqualTo(RejectionReason.SEAL_BROKEN);
    assertThatThrownBy(() -> running.accounts().resume(HOST, ACCOUNT))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("the row is gone");
  }

  /** Nothing says any more that the account is suspended, nor that anything ever said so. */
  @Test
  void everyRowOfTheHost_thatIsDeletedWithTheSeal_isRefused() throws Exception {
    Held key = active(NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), "by hand"));
    running.accounts().suspend(HOST, ACCOUNT);
    assertThat(sql("DELETE FROM " + table("accounts"))).isPositive();
    assertThat(sql("DELETE FROM " + table("partners"))).isPositive();
    assertThat(sql("UPDATE " + table("chains") + " SET seal = NULL WHERE chain = '$host'"))
        .isEqualTo(1);

    Latchkey fresh = fresh();

    assertThat(fresh.verifier().verify(key.text).rejection().reason())
        .isEqualTo(RejectionReason.SEAL_BROKEN);
    assertThatThrownBy(() -> fresh.accounts().suspend(HOST, AccountId.of("initech")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("$host");
  }

  @Test
  void rowThatIsDeleted_stopsTheAccountOfAProcessThatStarts() throws Exception {
    Held key = active();
    Held deleted = active();
    sql("DELETE FROM " + table("uses") + " WHERE key_id = ?", deleted.id.value());
    assertThat(sql("DELETE FROM " + table("keys") + " WHERE key_id = ?", deleted.id.value()))
        .isEqualTo(1);
    announce("K", deleted.id.value());

    assertRefused(key.id.equals(deleted.id) ? key : refusedBy(deleted));
    Latchkey fresh = fresh();
    assertThat(fresh.verifier().verify(key.text).rejection().reason())
        .isEqualTo(RejectionReason.SEAL_BROKEN);

    fresh.seals().acceptRows(HOST, ACCOUNT);

    assertAccepted(fresh, key);
    assertAccepted(fresh(), key);
  }

  /** An unknown key is refused as such; what is looked at here is the account. */
  private Held refusedBy(Held deleted) throws Exception {
    await().until(() -> !running.verifier().verify(deleted.text).accepted());
    Held planted = active();
    meddle(planted, "permissions = ''");
    return planted;
  }

  @Test
  void sealOfTheChain_thatIsPutBackOrTakenAway_isRefused() throws Exception {
    Held key = active();
    copy("chains");
    Held later = active();
    sql(
        "UPDATE "
            + table("chains")
            + " SET seal = (SELECT o.seal FROM "
            + table("chains")
            + "_old o WHERE o.chain = 'globex') WHERE chain = 'globex'");
    assertThat(fresh().verifier().verify(later.text).rejection().reason())
        .isEqualTo(RejectionReason.SEAL_BROKEN);

    sql("UPDATE " + table("chains") + " SET seal = NULL WHERE chain = 'globex'");
    assertThat(fresh().verifier().verify(key.text).rejection().reason())
        .isEqualTo(RejectionReason.SEAL_BROKEN);
    assertThatThrownBy(() -> running.issuer().disable(ADMIN, key.id))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void everything_putBack_isFoundWithAnAnchorAndNotWithout() throws Exception {
    Map<String, SealPoint> points = new ConcurrentHashMap<>();
    Anchor anchor = new Anchor(points);
    Latchkey anchored = fresh(builder -> builder.seal(FIRST).sealAnchor(anchor));
    IssuedKey issued =
        anchored.issuer().create(ADMIN, NewKey.of(CANDIDATE_INGESTION, PARTNER, "anchored"));
    Held key = new Held(issued.id(), issued.reveal());
    assertThat(anchored.issuer().acknowledge(ADMIN, issued).id()).isEqualTo(key.id);
    copy("keys");
    copy("chains");
    assertThat(anchored.issuer().disable(ADMIN, key.id).id()).isEqualTo(key.id);

    putBack("keys", "key_id", key.id.value());
    sql(
        "UPDATE "
            + table("chains")
            + " SET seal = (SELECT o.seal FROM "
            + table("chains")
            + "_old o WHERE o.chain = 'globex') WHERE chain = 'globex'");

    assertAccepted(fresh(), key);
    assertThat(
            fresh(builder -> builder.seal(FIRST).sealAnchor(anchor))
                .verifier()
                .verify(key.text)
                .rejection()
                .reason())
        .isEqualTo(RejectionReason.SEAL_BROKEN);
  }

  private record Anchor(Map<String, SealPoint> points) implements SealAnchor {

    @Override
    public void store(String chain, SealPoint point) {
      points.merge(chain, point, (a, b) -> a.number() > b.number() ? a : b);
    }

    @Override
    public Optional<SealPoint> load(String chain) {
      return Optional.ofNullable(points.get(chain));
    }
  }

  @Test
  void rows_areSealedAnewBesideOtherWritesAndTheOldKeyIsTakenOut() throws Exception {
    List<Held> keys = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      keys.add(active());
    }
    Latchkey changing =
        fresh(builder -> builder.seal(SECOND.accepting(1, key(1)), SealMode.REQUIRED));
    Thread writer =
        new Thread(
            () -> keys.forEach(key -> changing.issuer().changeDescription(ADMIN, key.id, "anew")));
    writer.start();

    assertThat(changing.seals().reseal(HOST, report -> {}).refused()).isEmpty();

    writer.join();
    assertThat(changing.seals().status(HOST).requiredVersions()).containsExactly(2);
    Latchkey without = fresh(builder -> builder.seal(SECOND));
    keys.forEach(key -> assertAccepted(without, key));
    assertThat(without.health().brokenSeals()).isZero();
  }

  /**
   * Loads are not of one state here, so the sums are looked at again before anything is refused.
   */
  @Test
  void processThatStartsAmongWrites_refusesNothing() throws Exception {
    Held key = active();
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 60; i++) {
                assertThat(running.issuer().changeDescription(ADMIN, key.id, "n" + i).id())
                    .isEqualTo(key.id);
              }
            });
    writer.start();
    while (writer.isAlive()) {
      Latchkey fresh = fresh();
      assertAccepted(fresh, key);
    }
    writer.join();
  }
}
