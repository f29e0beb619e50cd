package io.latchkey;

import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.sabotage.AttackedStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An account, or everything, put back to an earlier state: found with an anchor, not without. */
class SealAnchorTest {

  private final Anchor anchor = new Anchor();
  private final SealWorld sealed = SealWorld.sealed(builder -> builder.sealAnchor(anchor));
  private final AttackedStore attacked = sealed.attacked;

  @AfterEach
  void close() {
    sealed.close();
  }

  @Test
  void account_putBackAsAWhole_isFoundWithAnAnchorAndNotWithout() {
    Held key = sealed.world.active();
    AttackedStore.Backup before = attacked.backup();
    sealed.world.revoke(key.id());
    attacked.restore(before, GLOBEX.value());

    assertThat(SealWorld.verdict(sealed.fresh(), key))
        .as("everything fits, and nobody remembers")
        .isEqualTo("ACCEPTED");
    assertThat(SealWorld.verdict(anchored(), key)).isEqualTo("SEAL_BROKEN");
    assertThat(sealed.verdict(key)).as("this process remembers").isEqualTo("KEY_REVOKED");
  }

  @Test
  void everything_putBack_isFoundWithAnAnchorAndNotWithout() {
    Held key = sealed.world.active();
    AttackedStore.Backup before = attacked.backup();
    sealed.world.partners().suspend(HOST, NORTHWIND);
    attacked.restore(before);

    assertThat(SealWorld.verdict(sealed.fresh(), key)).isEqualTo("ACCEPTED");
    assertThat(SealWorld.verdict(anchored(), key)).isEqualTo("SEAL_BROKEN");
  }

  /** Put back and changed again, until there were as many changes as before. */
  @Test
  void otherHistory_ofTheSameLength_isFound() {
    Held key = sealed.world.active();
    AttackedStore.Backup before = attacked.backup();
    sealed.world.revoke(key.id());
    attacked.restore(before);
    Latchkey unanchored = sealed.fresh();
    assertThat(unanchored.issuer().changeDescription(World.ADMIN, key.id(), "anew").state())
        .isEqualTo(KeyState.ACTIVE);
    assertThat(SealWorld.verdict(sealed.fresh(), key)).isEqualTo("ACCEPTED");

    assertThat(SealWorld.verdict(anchored(), key)).isEqualTo("SEAL_BROKEN");
  }

  @Test
  void hostChain_thatIsGone_isFoundByWhatTheAnchorKnows() {
    Held key = sealed.world.active();
    attacked.restore(new AttackedStore.Backup(Map.of(), Map.of(), Map.of(), Map.of()));

    assertThat(anchored().health().brokenSeals()).isPositive();
    assertThat(SealWorld.verdict(anchored(), key)).isEqualTo("KEY_UNKNOWN");
  }

  @Test
  void restore_thatAPersonAccepts_isTheNewHistory() {
    Held key = sealed.world.active();
    AttackedStore.Backup before = attacked.backup();
    sealed.world.disable(key.id());
    attacked.restore(before, GLOBEX.value());
    Latchkey fresh = anchored();
    assertThat(SealWorld.verdict(fresh, key)).isEqualTo("SEAL_BROKEN");

    fresh.seals().acceptRows(HOST, GLOBEX);

    assertThat(SealWorld.verdict(fresh, key)).isEqualTo("ACCEPTED");
    assertThat(SealWorld.verdict(anchored(), key)).isEqualTo("ACCEPTED");
  }

  @Test
  void anchorThatLags_isNoRollback() {
    Held key = sealed.world.active();
    anchor.failing = true;
    sealed.world.disable(key.id());
    sealed.world.enable(key.id());
    assertThat(sealed.world.latchkey.health().brokenSeals()).isEqualTo(2);
    anchor.failing = false;

    assertThat(SealWorld.verdict(anchored(), key)).isEqualTo("ACCEPTED");
  }

  @Test
  void anchorThatCanNotBeRead_keepsTheProcessFromAnswering() {
    Held key = sealed.world.active();
    anchor.unreadable = true;
    Latchkey fresh = anchored();
    assertThat(SealWorld.verdict(fresh, key)).isEqualTo("NOT_READY");

    anchor.unreadable = false;

    org.awaitility.Awaitility.await().until(() -> SealWorld.verdict(fresh, key).equals("ACCEPTED"));
  }

  @Test
  void anchor_isToldOfEachChangeOnce() {
    Held key = sealed.world.active();
    SealPoint before = anchor.load(GLOBEX.value()).orElseThrow();
    sealed.world.disable(key.id());

    SealPoint after = anchor.load(GLOBEX.value()).orElseThrow();
    assertThat(after.number()).isEqualTo(before.number() + 1);
    assertThat(after.mark()).isNotEqualTo(before.mark()).hasSizeLessThanOrEqualTo(64);
  }

  @Test
  void anchor_withoutSealKeys_isAMistake() {
    Refusals.thrown(
        IllegalStateException.class, () -> sealed.fresh(builder -> builder.sealAnchor(anchor)));
    Refusals.thrown(IllegalArgumentException.class, () -> new SealPoint(-1, ""));
  }

  private Latchkey anchored() {
    return sealed.fresh(builder -> builder.seal(SealWorld.FIRST).sealAnchor(anchor));
  }

  /** Keeps points in memory, and fails when it is told to. */
  private static final class Anchor implements SealAnchor {

    private final Map<String, SealPoint> points = new ConcurrentHashMap<>();
    private volatile boolean failing;
    private volatile boolean unreadable;

    @Override
    public void store(String chain, SealPoint point) {
      if (failing) {
        throw new IllegalStateException("the anchor is full");
      }
      points.merge(chain, point, (a, b) -> a.number() > b.number() ? a : b);
    }

    @Override
    public Optional<SealPoint> load(String chain) {
      if (unreadable) {
        throw new IllegalStateException("the anchor is away");
      }
      return Optional.ofNullable(points.get(chain));
    }
  }
}
