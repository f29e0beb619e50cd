package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static io.latchkey.World.POWERLESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import io.latchkey.sabotage.HonestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the host hears of, and that nothing it does then can break an operation. */
class HostCallbacksTest {

  @Test
  void listeners_hearOfEveryEventOfThisNodeInTheOrderInWhichTheyWereAdded() {
    List<String> heard = new ArrayList<>();
    try (World world =
        World.create(
            builder ->
                builder
                    .listener(event -> heard.add("first " + event.type()))
                    .listener(event -> heard.add("second " + event.type())))) {
      world.active();
    }

    assertThat(heard.subList(4, heard.size()))
        .containsExactly(
            "first key_created",
            "second key_created",
            "first key_acknowledged",
            "second key_acknowledged");
  }

  @Test
  void event_saysWhatTheTrailSays() {
    List<KeyEvent> heard = new ArrayList<>();
    try (World world = World.create(builder -> builder.listener(heard::add))) {
      world.revoke(world.active().id());
      KeyEvent event = heard.get(heard.size() - 1);
      AuditEntry entry = world.lastEvent();

      assertThat(event.type()).isEqualTo(entry.type()).isEqualTo("key_revoked");
      assertThat(event.trail()).isEqualTo("globex");
      assertThat(event.at()).isEqualTo(entry.at());
      assertThat(event.actor()).isEqualTo(entry.actor());
      assertThat(event.subject()).isEqualTo(entry.subject());
      assertThat(event.subjectKind()).isEqualTo(entry.subjectKind());
      assertThat(event.details()).isEqualTo(entry.details());
      assertThat(heard.get(0).trail()).isEqualTo("$host");
    }
  }

  @Test
  void listener_hearsOfAChangeWhenTheVerifierHonoursIt() {
    AtomicReference<World> world = new AtomicReference<>();
    AtomicReference<Held> key = new AtomicReference<>();
    List<String> verdicts = new ArrayList<>();
    KeyEventListener listener =
        event -> {
          if (event.type().equals("key_revoked")) {
            verdicts.add(world.get().verdict(key.get().text()));
          }
        };
    try (World made = World.create(builder -> builder.listener(listener))) {
      world.set(made);
      key.set(made.active());
      made.revoke(key.get().id());
    }

    assertThat(verdicts).containsExactly("KEY_REVOKED");
  }

  @Test
  void listener_hearsNothingOfRefusalsAndOfWhatChangesNothing() {
    KeyEventListener listener = mock(KeyEventListener.class);
    try (World world = World.create()) {
      Held key = world.active();
      Latchkey node = world.otherNode(world.store, builder -> builder.listener(listener));

      Refusals.denied(() -> node.issuer().disable(POWERLESS, key.id()));
      assertThat(node.issuer().enable(ADMIN, key.id()).state()).isEqualTo(KeyState.ACTIVE);
    }
    verifyNoInteractions(listener);
  }

  /** Hosts that are written in other languages throw what they like, checked exceptions too. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        AssertionError.class,
        NoClassDefFoundError.class,
        InterruptedException.class
      })
  void callbacks_thatThrow_breakNothing(Class<? extends Throwable> type) throws Exception {
    Throwable planted = type.getDeclaredConstructor().newInstance();
    KeyEventListener listener = event -> HostCallbacksTest.<RuntimeException>sneaky(planted);
    LatchkeyMetrics metrics = new Throwing(planted);
    List<String> heard = new ArrayList<>();
    try (World world =
        World.create(
            builder ->
                builder
                    .listener(listener)
                    .listener(event -> heard.add(event.type()))
                    .metrics(metrics))) {
      Held key = world.active();
      assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");
      assertThat(world.verdict("nonsense")).isEqualTo("KEY_LENGTH_WRONG");
      world.disable(key.id());
      world.enable(key.id());
      IssuedKey successor = world.replace(Replacement.now(key.id()));
      assertThat(successor.readable()).isTrue();
      world.acknowledge(successor);
      world.partners().suspend(HOST, NORTHWIND);
      Refusals.denied(() -> world.issuer().create(POWERLESS, World.request()));
      assertThat(world.latchkey.flushUses()).isEqualTo(1);
      assertThat(world.latchkey.health().ready()).isTrue();
      assertThat(heard).contains("key_created", "key_acknowledged", "key_revoked");
    }
  }

  /** A checked exception or an error of the anchor ended the follower and the housekeeper. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        AssertionError.class,
        NoClassDefFoundError.class,
        InterruptedException.class
      })
  void anchor_thatThrows_stopsNothingForGood(Class<? extends Throwable> type) throws Exception {
    FailingAnchor anchor = new FailingAnchor(type.getDeclaredConstructor().newInstance());
    try (SealWorld sealed = SealWorld.sealed(builder -> builder.sealAnchor(anchor))) {
      Held key = sealed.world.active();
      anchor.failing = true;
      Latchkey fresh =
          World.start(
              InterceptedStore.remote(sealed.attacked.store()).store(),
              sealed.world.time,
              builder -> builder.seal(SealWorld.FIRST).sealAnchor(anchor));
      try (fresh) {
        await().until(() -> anchor.failures.get() >= 3);
        assertThat(SealWorld.verdict(fresh, key)).isEqualTo("NOT_READY");
        Refusals.thrown(IllegalStateException.class, () -> accepted(fresh));

        anchor.failing = false;

        await().until(() -> SealWorld.verdict(fresh, key).equals("ACCEPTED"));
        assertThat(fresh.health().ready()).isTrue();
      }
    }
  }

  private static boolean accepted(Latchkey node) {
    node.seals().acceptRows(HOST, World.GLOBEX);
    return true;
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, AssertionError.class, Exception.class})
  void metrics_thatThrowAtABrokenSeal_breakNothing(Class<? extends Throwable> type)
      throws Exception {
    LatchkeyMetrics metrics = new Throwing(type.getDeclaredConstructor().newInstance());
    try (SealWorld sealed = SealWorld.sealed(builder -> builder.metrics(metrics))) {
      Held key = sealed.world.active();
      Held other = sealed.world.active();
      sealed.meddle(key, row -> row.permissions(List.of()));

      assertThat(sealed.verdict(key)).isEqualTo("SEAL_BROKEN");
      assertThat(sealed.verdict(other)).isEqualTo("ACCEPTED");
      assertThat(sealed.world.latchkey.health().brokenSeals()).isPositive();
    }
  }

  /** Throws while it is told to. */
  private static final class FailingAnchor implements SealAnchor {

    private final Throwable planted;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean failing;

    private FailingAnchor(Throwable planted) {
      this.planted = planted;
    }

    @Override
    public void store(String chain, SealPoint point) {
      fail();
    }

    @Override
    public Optional<SealPoint> load(String chain) {
      fail();
      return Optional.empty();
    }

    private void fail() {
      if (failing) {
        failures.incrementAndGet();
        HostCallbacksTest.<RuntimeException>sneaky(planted);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneaky(Throwable planted) throws T {
    throw (T) planted;
  }

  /** Throws at every measurement. */
  private record Throwing(Throwable planted) implements LatchkeyMetrics {

    @Override
    public void verified(RejectionReason reason) {
      HostCallbacksTest.<RuntimeException>sneaky(planted);
    }

    @Override
    public void managed(String operation, String outcome) {
      HostCallbacksTest.<RuntimeException>sneaky(planted);
    }

    @Override
    public void feedFollowed(long number, long ageMillis) {
      HostCallbacksTest.<RuntimeException>sneaky(planted);
    }

    @Override
    public void sealBroken(String kind, String id) {
      HostCallbacksTest.<RuntimeException>sneaky(planted);
    }

    @Override
    public void usesDropped(int count) {
      HostCallbacksTest.<RuntimeException>sneaky(planted);
    }
  }

  @Test
  void metrics_countDenialsOfBulkOperations() {
    LatchkeyMetrics metrics = mock(LatchkeyMetrics.class);
    try (World world =
        World.create(
            builder ->
                builder.metrics(metrics).hostPolicy((host, operation) -> refusesBulk(operation)))) {
      Revocation lost = Revocation.because(RevocationReason.LOST);
      Refusals.denied(() -> world.issuer().revokeAll(POWERLESS, World.NORTHWIND, lost));
      Refusals.denied(() -> world.issuer().revokeAll(World.HOST, World.NORTHWIND, lost));
      Refusals.denied(() -> world.issuer().reportLeak(World.HOST, "no key"));
      Refusals.denied(() -> world.issuer().purge(World.HOST, world.time.now(), 1));

      verify(metrics).managed("revoke_key", "access_denied");
      verify(metrics).managed("revoke_partner_keys", "access_denied");
      verify(metrics).managed("report_leak", "access_denied");
      verify(metrics).managed("purge_keys", "access_denied");
    }
  }

  private static AccessPolicy.Decision refusesBulk(HostOperation operation) {
    return switch (operation) {
      case REVOKE_PARTNER_KEYS, REPORT_LEAK, PURGE_KEYS ->
          AccessPolicy.Decision.denied("a second person");
      default -> AccessPolicy.Decision.allowed();
    };
  }

  @Test
  void metrics_countOutcomesByOperationAndReason() {
    LatchkeyMetrics metrics = mock(LatchkeyMetrics.class);
    try (World world = World.create(builder -> builder.metrics(metrics))) {
      Held key = world.active();
      assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");
      world.enable(key.id());
      Refusals.denied(() -> world.issuer().create(POWERLESS, World.request()));
      Refusals.refused(
          RefusalReason.INVALID_REQUEST, () -> world.create(World.request().environment("qa")));
      world.revoke(key.id());
      assertThat(world.verdict(key.text())).isEqualTo("KEY_REVOKED");

      verify(metrics).managed("create_key", "done");
      verify(metrics).managed("acknowledge_key", "done");
      verify(metrics).managed("enable_key", "unchanged");
      verify(metrics).managed("create_key", "access_denied");
      verify(metrics).managed("create_key", "invalid_request");
      verify(metrics).managed("revoke_key", "done");
      verify(metrics).verified(null);
      verify(metrics).verified(RejectionReason.KEY_REVOKED);
      verify(metrics, atLeastOnce()).feedFollowed(anyLong(), anyLong());
    }
  }

  @Test
  void metrics_hearOfUsesThatWereLost() {
    LatchkeyMetrics metrics = mock(LatchkeyMetrics.class);
    InterceptedStore intercepted = InterceptedStore.local(HonestStore.create());
    try (World world = World.on(intercepted.store(), builder -> builder.metrics(metrics))) {
      assertThat(world.verdict(world.active().text())).isEqualTo("ACCEPTED");
      intercepted.failing(new IllegalStateException("down"), "recordUses");
    }
    verify(metrics).usesDropped(1);
  }

  @Test
  void policies_thatThrow_failTheOperationAndNothingElse() {
    EntitlementPolicy policy = mock(EntitlementPolicy.class);
    doThrow(new IllegalStateException("tiers are down")).when(policy).includes(any(), any());
    try (World world = World.create(builder -> builder.entitlementPolicy(policy))) {
      Stored before = world.stored();

      assertThat(Refusals.thrown(IllegalStateException.class, world::pending))
          .hasMessage("tiers are down");
      assertThat(world.stored()).isEqualTo(before);
    }
  }
}
