package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.sabotage.AttackedStore;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.StoreException;
import io.latchkey.testing.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The seal of the host's chain is there before anything else is sealed, so that a store whose host
 * rows were all taken away is no store that never had any.
 */
class HostSealTest {

  private final AttackedStore attacked = new AttackedStore();
  private final InterceptedStore between = InterceptedStore.local(attacked.store());
  private final ManualTime time = ManualTime.at("2030-01-01T00:00:00Z");
  private final List<Latchkey> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Latchkey::close);
  }

  private Latchkey node() {
    return node(builder -> builder.seal(SealWorld.FIRST));
  }

  private Latchkey migrating() {
    return node(builder -> builder.seal(SealWorld.FIRST, SealMode.MIGRATING));
  }

  private Latchkey node(Consumer<Latchkey.Builder> settings) {
    Latchkey node = World.start(between.store(), time, settings);
    opened.add(node);
    return node;
  }

  /** A live key without a partner of the host's. */
  private static Held custom(Latchkey node) {
    IssuedKey issued =
        node.issuer().create(ADMIN, NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), "by hand"));
    Held held = Held.of(issued);
    assertThat(node.issuer().acknowledge(ADMIN, issued).state()).isEqualTo(KeyState.ACTIVE);
    return held;
  }

  private Optional<String> hostSeal() {
    return attacked.store().chainSeal(AuditChain.HOST);
  }

  private static List<String> hostEvents(Latchkey node) {
    return node.audit().read(HOST, 0, 100).stream().map(AuditEntry::type).toList();
  }

  private void takeTheHostAway() {
    AttackedStore.Backup all = attacked.backup();
    attacked.restore(new AttackedStore.Backup(all.keys(), Map.of(), Map.of(), all.seals()));
    attacked.putChainSeal(AuditChain.HOST, null);
  }

  @Test
  void everyHostRow_takenAwayWithTheSeal_stopsEverythingOfAProcessThatStarts() {
    Latchkey running = node();
    Held key = custom(running);
    running.accounts().suspend(HOST, GLOBEX);
    takeTheHostAway();

    Latchkey fresh = node();

    assertThat(SealWorld.verdict(fresh, key)).isEqualTo("SEAL_BROKEN");
    assertThat(fresh.health().brokenSeals()).isEqualTo(1);
    assertThat(fresh.seals().status(HOST).named()).containsExactly("chain $host");
  }

  /** The first row that an honest process writes for the host must not make it whole. */
  @Test
  void hostWithoutItsSeal_isNotBegunAnewByAnHonestWrite() {
    Latchkey running = node();
    Held key = custom(running);
    running.accounts().suspend(HOST, GLOBEX);
    takeTheHostAway();
    Latchkey fresh = node();

    for (Latchkey node : List.of(running, fresh)) {
      Refusals.refused(
          RefusalReason.SEAL_BROKEN,
          () -> node.partners().register(HOST, Partner.listed("tailspin", "Tailspin").build()));
      Refusals.refused(
          RefusalReason.SEAL_BROKEN,
          () -> {
            node.accounts().suspend(HOST, World.INITECH);
            return true;
          });
    }

    assertThat(fresh.issuer().changeDescription(ADMIN, key.id(), "anew").id())
        .as("what keeps keys from being revoked helps the intruder")
        .isEqualTo(key.id());
    assertThat(hostSeal()).isEmpty();
    assertThat(SealWorld.verdict(node(), key)).isEqualTo("SEAL_BROKEN");
  }

  @Test
  void emptyStore_getsTheSealBeforeTheFirstRow() {
    Latchkey node = node();
    assertThat(hostSeal()).as("nobody wrote yet").isEmpty();

    Held key = custom(node);

    assertThat(hostSeal()).isPresent();
    assertThat(hostEvents(node)).containsExactly("seals_begun");
    assertThat(node.health().brokenSeals()).isZero();
    assertThat(SealWorld.verdict(node, key)).isEqualTo("ACCEPTED");
    assertThat(SealWorld.verdict(node(), key)).isEqualTo("ACCEPTED");
    node.accounts().suspend(HOST, GLOBEX);
    assertThat(SealWorld.verdict(node(), key)).isEqualTo("ACCOUNT_STOPPED");
    assertThat(hostEvents(node)).containsExactly("seals_begun", "account_suspended");
  }

  @Test
  void twoProcesses_beginAtTheSameTime_once() {
    Latchkey one = node();
    Latchkey other = node();
    List<Held> keys = new ArrayList<>();
    between.beforeNextCommit(() -> keys.add(custom(other)));

    keys.add(custom(one));

    assertThat(hostEvents(one)).containsExactly("seals_begun");
    Latchkey fresh = node();
    assertThat(keys).hasSize(2).allMatch(key -> SealWorld.verdict(fresh, key).equals("ACCEPTED"));
  }

  @Test
  void answerThatIsLost_endsNoOperation() {
    Latchkey node = node();
    AtomicBoolean lost = new AtomicBoolean();
    between.meddler(
        call -> {
          Object answer = call.proceed();
          if (call.name().equals("commit") && !lost.getAndSet(true)) {
            throw new StoreException(StoreException.Kind.OUTCOME_UNKNOWN, "lost", null);
          }
          return answer;
        });

    Held key = custom(node);

    assertThat(lost).isTrue();
    assertThat(hostEvents(node)).containsExactly("seals_begun");
    assertThat(SealWorld.verdict(node(), key)).isEqualTo("ACCEPTED");
  }

  /** What was sealed by a version that wrote no seal for a host without rows looks the same. */
  @Test
  void sealedStoreWithoutTheSeal_needsAPersonAndNoReseal() {
    Held key = custom(node());
    attacked.putChainSeal(AuditChain.HOST, null);
    Latchkey fresh = node();
    assertThat(SealWorld.verdict(fresh, key)).isEqualTo("SEAL_BROKEN");

    assertThat(fresh.seals().reseal(HOST, report -> {}).refused()).containsExactly("chain $host");
    assertThat(hostSeal()).isEmpty();

    fresh.seals().acceptHostRows(HOST);
    assertThat(SealWorld.verdict(fresh, key)).isEqualTo("ACCEPTED");
    assertThat(SealWorld.verdict(node(), key)).isEqualTo("ACCEPTED");
  }

  @Test
  void reseal_ofAStoreWithoutHostRows_writesTheSeal() {
    Held key = custom(node(builder -> {}));
    assertThat(hostSeal()).isEmpty();
    Latchkey migrating = migrating();

    assertThat(migrating.seals().reseal(HOST, report -> {}).refused()).isEmpty();

    assertThat(hostSeal()).isPresent();
    assertThat(migrating.health().brokenSeals()).isZero();
    assertThat(SealWorld.verdict(node(), key)).isEqualTo("ACCEPTED");
  }

  @Test
  void reseal_ofAnEmptyStore_writesTheSealToo() {
    Latchkey node = node();

    assertThat(node.seals().reseal(HOST, report -> {}).refused()).isEmpty();

    assertThat(hostEvents(node)).containsExactly("seals_begun");
  }

  @Test
  void migratingProcess_mendsWhatHasNoSeal() {
    Held key = custom(node());
    attacked.putChainSeal(AuditChain.HOST, null);
    Latchkey migrating = migrating();
    assertThat(migrating.health().brokenSeals()).as("it is told, and no more").isEqualTo(1);
    assertThat(SealWorld.verdict(migrating, key)).isEqualTo("ACCEPTED");

    assertThat(migrating.seals().reseal(HOST, report -> {}).refused()).isEmpty();

    assertThat(SealWorld.verdict(node(), key)).isEqualTo("ACCEPTED");
  }

  /** A process that started over nothing has seen no host rows either. */
  @Test
  void keysThatComeBackOverTheFeed_areNoReasonToTrustAHostWithoutASeal() {
    Held key = custom(node());
    AttackedStore.Backup all = attacked.backup();
    attacked.restore(new AttackedStore.Backup(Map.of(), Map.of(), Map.of(), Map.of()));
    SealLab lab = new SealLab(attacked.store());
    assertThat(lab.load().number()).isPositive();
    assertThat(lab.watch.brokenChains()).isEmpty();
    attacked.restore(all);
    attacked.putChainSeal(AuditChain.HOST, null);

    lab.gate.appeared(attacked.key(key.id().value()).record());

    assertThat(lab.watch.takeSuspects()).containsExactlyInAnyOrder(GLOBEX.value(), AuditChain.HOST);
    lab.recheck(AuditChain.HOST);
    assertThat(lab.watch.isBroken(AuditChain.HOST)).isTrue();
    attacked.restore(all);
    lab.recheck(AuditChain.HOST);
    assertThat(lab.watch.isBroken(AuditChain.HOST)).isFalse();
    lab.gate.appeared(attacked.key(key.id().value()).record());
    assertThat(lab.watch.takeSuspects()).containsExactly(GLOBEX.value());
  }

  /** Else an intruder could wait for that, and put back what he took but the suspensions. */
  @Test
  void storeThatIsEmptied_isNotBegunAnewByAProcessThatSawTheSeal() {
    Latchkey running = node();
    Held key = custom(running);
    running.accounts().suspend(HOST, GLOBEX);
    AttackedStore.Backup all = attacked.backup();
    attacked.restore(new AttackedStore.Backup(Map.of(), Map.of(), Map.of(), Map.of()));

    Refusals.refused(
        RefusalReason.SEAL_BROKEN,
        () -> running.partners().register(HOST, Partner.listed("tailspin", "Tailspin").build()));
    assertThat(hostSeal()).isEmpty();
    ((SealEngine) running.seals()).recheck();
    assertThat(running.seals().status(HOST).named()).containsExactly("chain $host");

    attacked.restore(new AttackedStore.Backup(all.keys(), Map.of(), Map.of(), all.seals()));
    attacked.putChainSeal(AuditChain.HOST, null);
    assertThat(SealWorld.verdict(node(), key)).isEqualTo("SEAL_BROKEN");

    running.seals().acceptHostRows(HOST);
    assertThat(SealWorld.verdict(node(), key)).as("a person said so").isEqualTo("ACCEPTED");
  }

  @Test
  void storeThatIsEmptiedUnderAProcess_isBegunAnewByOneThatStarts() {
    Latchkey node = node();
    Held old = custom(node);
    attacked.restore(new AttackedStore.Backup(Map.of(), Map.of(), Map.of(), Map.of()));
    SealLab lab = new SealLab(attacked.store());
    lab.watch.hostSealed(true);
    assertThat(lab.load().number()).isPositive();
    assertThat(lab.watch.hostSealed()).isFalse();

    Held key = custom(node());

    assertThat(hostSeal()).isPresent();
    assertThat(SealWorld.verdict(node(), key)).isEqualTo("ACCEPTED");
    assertThat(SealWorld.verdict(node(), old)).isEqualTo("KEY_UNKNOWN");
  }

  @Test
  void storeThatAnAnchorRemembers_isNotBegunAnew() {
    SealAnchor anchor =
        new SealAnchor() {
          @Override
          public void store(String chain, SealPoint point) {}

          @Override
          public Optional<SealPoint> load(String chain) {
            return Optional.of(new SealPoint(7, "mark"));
          }
        };
    Latchkey node = node(builder -> builder.seal(SealWorld.FIRST).sealAnchor(anchor));

    Refusals.refused(
        RefusalReason.SEAL_BROKEN,
        () -> node.partners().register(HOST, Partner.listed("tailspin", "Tailspin").build()));
    assertThat(hostSeal()).isEmpty();
    assertThat(node.health().brokenSeals()).isPositive();
  }

  @Test
  void anchorThatCanNotBeRead_letsNothingBegin() {
    AtomicBoolean away = new AtomicBoolean();
    SealAnchor anchor =
        new SealAnchor() {
          @Override
          public void store(String chain, SealPoint point) {}

          @Override
          public Optional<SealPoint> load(String chain) {
            if (away.get()) {
              throw new IllegalStateException("away");
            }
            return Optional.empty();
          }
        };
    Latchkey node = node(builder -> builder.seal(SealWorld.FIRST).sealAnchor(anchor));
    away.set(true);
    Refusals.thrown(StoreUnavailableException.class, () -> custom(node));
    assertThat(hostSeal()).isEmpty();

    away.set(false);

    assertThat(SealWorld.verdict(node, custom(node))).isEqualTo("ACCEPTED");
  }
}
