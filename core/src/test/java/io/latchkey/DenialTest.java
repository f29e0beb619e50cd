package io.latchkey;

import static io.latchkey.Refusals.denied;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.COLLEAGUE;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.POWERLESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.sabotage.HonestStore;
import io.latchkey.spi.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Denials are events of their own; many of a kind in a minute are one event with a count. */
class DenialTest {

  private final List<String> told = new ArrayList<>();
  private final InterceptedStore intercepted = InterceptedStore.local(HonestStore.create());
  private final World world =
      World.on(
          intercepted.store(),
          builder ->
              builder
                  .listener(event -> told.add(event.type()))
                  .hostPolicy(DenialTest::consoleOnly));

  private static AccessPolicy.Decision consoleOnly(HostActor host, HostOperation operation) {
    return host.equals(HOST)
        ? AccessPolicy.Decision.allowed()
        : AccessPolicy.Decision.denied("role operator");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void firstDenial_isRecordedAtOnceWithWhatWasMissing() {
    create(POWERLESS);

    AuditEntry event = world.lastEvent();
    assertThat(event.type()).isEqualTo("access_denied");
    assertThat(event.actorKind()).isEqualTo("actor");
    assertThat(event.actor()).isEqualTo("u-powerless");
    assertThat(event.subjectKind()).isEqualTo("account");
    assertThat(event.subject()).isEqualTo("globex");
    assertThat(event.details())
        .containsOnly(
            entry("operation", "create_key"),
            entry("missing", "grant webhooks.manage"),
            entry("count", "1"));
  }

  @Test
  void furtherDenialsOfTheMinute_areOneEventWhenItIsOver() {
    for (int i = 0; i < 5; i++) {
      create(POWERLESS);
      world.time.advance(Duration.ofSeconds(10));
    }
    assertThat(counts()).containsExactly("1");

    world.time.advance(Duration.ofSeconds(10));
    create(POWERLESS);

    assertThat(counts()).containsExactly("1", "4", "1");
  }

  @Test
  void minutes_areThoseOfTheClock() {
    world.time.advance(Duration.ofMillis(59_999));
    create(POWERLESS);
    world.time.advance(World.BLINK);
    create(POWERLESS);

    assertThat(counts()).containsExactly("1", "1");
  }

  @Test
  void denials_ofOtherPeopleAndOtherOperations_areCountedApart() {
    create(POWERLESS);
    create(Actor.of(GLOBEX, ActorId.of("u-other"), UserLevel.BASIC));
    create(Actor.of(GLOBEX, ActorId.of("u-powerless"), UserLevel.NONE));
    denied(() -> world.latchkey.keys().list(POWERLESS, KeyQuery.all(), null, 1));
    create(POWERLESS);

    assertThat(world.trail())
        .extracting(event -> event.actor() + " " + event.details().get("operation"))
        .containsExactly(
            "u-powerless create_key",
            "u-other create_key",
            "u-powerless create_key",
            "u-powerless view_keys");
  }

  @Test
  void counts_areWrittenAtTheEndOfTheProcess() {
    Latchkey other = world.otherNode();
    for (int i = 0; i < 3; i++) {
      denied(() -> other.issuer().create(POWERLESS, World.request()));
    }
    assertThat(counts()).containsExactly("1");

    other.close();
    assertThat(counts()).containsExactly("1", "2");
    other.close();
    assertThat(counts()).hasSize(2);
  }

  @Test
  void counts_areWrittenWhenTheMinuteIsOverThoughNobodyAsksAgain() {
    DenialLog log = new DenialLog(world.store, new VerdictClock(world.time));
    DenialLog.Denial denial =
        new DenialLog.Denial("globex", Events.Who.of(POWERLESS), "create_key", "a grant");
    for (int i = 0; i < 3; i++) {
      log.record(denial);
    }

    log.flush(false);
    assertThat(counts()).containsExactly("1");
    world.time.advance(Duration.ofMinutes(1));
    log.flush(false);
    log.flush(true);
    assertThat(counts()).containsExactly("1", "2");
    assertThat(world.lastEvent().at()).isEqualTo(world.time.now().minus(Duration.ofMinutes(1)));
  }

  @Test
  void denials_beyondWhatIsCounted_areWrittenOneByOne() {
    DenialLog log = new DenialLog(world.store, new VerdictClock(world.time));
    for (int i = 0; i < 10_000; i++) {
      log.record(new DenialLog.Denial("globex", Events.Who.of(POWERLESS), "op", "m" + i));
    }
    DenialLog.Denial beyond =
        new DenialLog.Denial("globex", Events.Who.of(POWERLESS), "op", "beyond");
    log.record(beyond);
    log.record(beyond);

    assertThat(world.latchkey.audit().head(ADMIN).sequence()).isEqualTo(10_002);
  }

  @Test
  void hostsDenials_areInTheHostsTrail() {
    HostActor intern = HostActor.of("intern");
    int before = world.hostTrail().size();

    assertThat(denied(() -> world.partners().suspend(intern, World.NORTHWIND)))
        .isEqualTo("role operator");

    AuditEntry event = world.hostTrail().get(before);
    assertThat(event.actorKind()).isEqualTo("host");
    assertThat(event.actor()).isEqualTo("intern");
    assertThat(event.details())
        .containsEntry("operation", "change_partner_status")
        .containsEntry("missing", "role operator");
    assertThat(world.partners().find(World.NORTHWIND).orElseThrow().status())
        .isEqualTo(PartnerStatus.ACTIVE);
  }

  @Test
  void acknowledgementByOthersThanTheCreator_isADenialToo() {
    IssuedKey issued = world.pending();

    Refusals.refused(
        RefusalReason.NOT_THE_CREATOR, () -> world.issuer().acknowledge(COLLEAGUE, issued));

    assertThat(world.lastEvent().type()).isEqualTo("access_denied");
    assertThat(world.lastEvent().details()).containsEntry("missing", "being the key's creator");
    assertThat(issued.readable()).isTrue();
    assertThat(world.state(issued.id())).isEqualTo(KeyState.PENDING);
  }

  @Test
  void denials_areNotToldToListeners() {
    create(POWERLESS);

    assertThat(told).doesNotContain("access_denied").isNotEmpty();
  }

  @Test
  void denialInAnErasedAccount_leavesNoTrace() {
    assertThat(world.latchkey.accounts().erase(HOST, GLOBEX).checkpoint().sequence()).isZero();
    Stored before = world.stored();

    create(POWERLESS);
    world.latchkey.close();

    assertThat(world.stored()).isEqualTo(before);
  }

  @Test
  void denial_standsThoughTheStoreFails() {
    for (StoreException.Kind kind : StoreException.Kind.values()) {
      intercepted.failing(new StoreException(kind, "down", null), "commit", "findAccount");
      create(POWERLESS);
      world.time.advance(Duration.ofMinutes(1));
    }
    intercepted.failing(new IllegalStateException("a broken driver"), "commit", "findAccount");
    create(POWERLESS);
    intercepted.meddler(null);
    assertThat(counts()).isEmpty();
  }

  /**
   * The account's record changed between the look at it and the commit, and the denial was lost.
   */
  @Test
  void denial_thatLosesARaceWithASuspension_isRecordedAllTheSame() {
    intercepted.beforeNextCommit(() -> world.latchkey.accounts().suspend(HOST, GLOBEX));

    create(POWERLESS);

    assertThat(counts()).containsExactly("1");
  }

  @CanIgnoreReturnValue
  private String create(Actor actor) {
    Callable<IssuedKey> creation = () -> world.issuer().create(actor, World.request());
    return denied(creation);
  }

  private List<String> counts() {
    return world.trail().stream()
        .filter(event -> event.type().equals("access_denied"))
        .map(event -> event.details().get("count"))
        .toList();
  }
}
