package io.latchkey;

import static io.latchkey.Refusals.refused;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A key whose host has committed and that can't be had any more: it is there, it has ended, and
 * whoever acknowledges it is told why.
 */
class AdoptionRefusalTest {

  private StagingWorld host = StagingWorld.create();

  @AfterEach
  void close() {
    if (host.world.latchkey.accounts().status(GLOBEX) != AccountStatus.ERASED) {
      Aftermath.isSound(host.world);
    }
    host.close();
  }

  @Test
  void create_partnerSuspendedMeanwhile_isRecordedAndRefused() {
    isRefused(RefusalReason.PARTNER_SUSPENDED, world -> world.partners().suspend(HOST, NORTHWIND));
  }

  @Test
  void create_partnerRetiredMeanwhile_isRecordedAndRefused() {
    isRefused(RefusalReason.PARTNER_RETIRED, world -> world.partners().retire(HOST, NORTHWIND));
  }

  @Test
  void create_partnerMovedToOAuthMeanwhile_isRecordedAndRefused() {
    isRefused(RefusalReason.PARTNER_USES_OAUTH, World::northwindMovesToOAuth);
  }

  @Test
  void create_limitReachedMeanwhile_isRecordedAndRefused() {
    host.close();
    host = StagingWorld.create(builder -> builder.maxLiveKeys(1));

    isRefused(RefusalReason.LIMIT_REACHED, World::active);
    host.world.revoke(live());
    assertThat(host.world.acknowledge(host.staged()).state()).isEqualTo(KeyState.ACTIVE);
  }

  private KeyId live() {
    return host.world
        .latchkey
        .keys()
        .list(ADMIN, KeyQuery.all().live(), null, 2)
        .keys()
        .get(0)
        .id();
  }

  @Test
  void create_committedAfterItsDeadline_isRecordedAsAbandoned() {
    isRefused(RefusalReason.ABANDONED, world -> world.time.advance(World.DEADLINE));
  }

  @Test
  void create_accountSuspendedMeanwhile_isRecordedAndStaysEndedWhenItIsResumed() {
    IssuedKey issued =
        host.staged(World.request(), () -> host.world.latchkey.accounts().suspend(HOST, GLOBEX));
    refused(RefusalReason.ACCOUNT_STOPPED, () -> host.world.acknowledge(issued));
    assertThat(host.world.state(issued.id())).isEqualTo(KeyState.REVOKED);

    host.world.latchkey.accounts().resume(HOST, GLOBEX);

    refused(RefusalReason.ACCOUNT_STOPPED, () -> host.world.acknowledge(issued));
    assertThat(host.world.eventTypes()).containsExactly("key_refused");
  }

  @Test
  void create_accountErasedMeanwhile_leavesNothingOfTheKeyButAnEventOfTheHost() {
    IssuedKey issued =
        host.staged(World.request(), () -> host.world.latchkey.accounts().erase(HOST, GLOBEX));

    refused(RefusalReason.ACCOUNT_STOPPED, () -> host.world.acknowledge(issued));
    assertThat(host.world.issuer().revokeAll(HOST, NORTHWIND, because())).isZero();

    assertThat(host.content.staged("", 10)).isEmpty();
    assertThat(host.content.findKey(GLOBEX.value(), issued.id().value())).isEmpty();
    AuditEntry last = host.world.hostTrail().get(host.world.hostTrail().size() - 1);
    assertThat(last.type()).isEqualTo("staged_key_discarded");
    assertThat(last.details()).containsEntry("reason", "account_erased");
  }

  @Test
  void erasure_removesWhatIsStagedAndCommittedBefore() {
    KeyId id = host.staged().id();

    host.world.latchkey.accounts().erase(HOST, GLOBEX);

    assertThat(host.content.staged("", 10)).isEmpty();
    assertThat(host.content.findKey(GLOBEX.value(), id.value())).isEmpty();
  }

  @Test
  void replace_originalRevokedMeanwhile_isRecordedAndRefused() {
    Held original = host.world.active();
    IssuedKey successor =
        host.staged(
            Replacement.untilRevoked(original.id()), () -> host.world.revoke(original.id()));

    isRecorded(RefusalReason.KEY_ENDED, successor);
    assertThat(host.world.info(original.id()).successor()).isEmpty();
  }

  @Test
  void replace_originalReplacedMeanwhile_isRecordedAndTheOtherSuccessorGoesOn() {
    Held original = host.world.active();
    Replacement request = Replacement.untilRevoked(original.id());
    IssuedKey late =
        host.staged(request, () -> host.world.acknowledge(host.world.replace(request)));

    isRecorded(RefusalReason.REPLACEMENT_OPEN, late);

    assertThat(host.world.verdict(original.text())).isEqualTo("ACCEPTED");
    assertThat(host.world.info(original.id()).successor())
        .isPresent()
        .get()
        .isNotEqualTo(late.id());
  }

  @Test
  void replace_originalPurgedMeanwhile_isRecordedAndRefused() {
    Held original = host.world.active();
    IssuedKey successor =
        host.staged(
            Replacement.untilRevoked(original.id()),
            () -> {
              host.world.revoke(original.id());
              host.world.time.advance(World.BLINK);
              host.world.issuer().purge(HOST, host.world.time.now(), 1);
            });

    isRecorded(RefusalReason.KEY_NOT_FOUND, successor);
  }

  @Test
  void replace_atOnceRefused_leavesTheOriginalAsItIs() {
    Held original = host.world.active();
    IssuedKey successor =
        host.staged(
            Replacement.now(original.id()), () -> host.world.partners().suspend(HOST, NORTHWIND));

    isRecorded(RefusalReason.PARTNER_SUSPENDED, successor);

    host.world.partners().resume(HOST, NORTHWIND);
    assertThat(host.world.verdict(original.text())).isEqualTo("ACCEPTED");
    assertThat(host.world.acknowledge(host.world.replace(Replacement.now(original.id()))).state())
        .isEqualTo(KeyState.ACTIVE);
  }

  private void isRefused(RefusalReason reason, Consumer<World> meanwhile) {
    isRecorded(reason, host.staged(World.request(), () -> meanwhile.accept(host.world)));
  }

  private void isRecorded(RefusalReason reason, IssuedKey issued) {
    boolean abandoned = reason == RefusalReason.ABANDONED;
    refused(reason, () -> host.world.acknowledge(issued));
    refused(reason, () -> host.world.acknowledge(issued));

    assertThat(issued.readable()).isFalse();
    KeyInfo key = host.world.info(issued.id());
    assertThat(key.state()).isEqualTo(abandoned ? KeyState.ABANDONED : KeyState.REVOKED);
    assertThat(key.endReason()).contains(reason.code());
    assertThat(key.endedBy()).contains("latchkey");
    assertThat(key.endedAt()).contains(host.world.time.now());
    assertThat(key.pendingUntil()).isEmpty();
    assertThat(host.content.staged("", 10)).isEmpty();
    AuditEntry event =
        host.world.trail().stream()
            .filter(entry -> entry.subject().equals(issued.id().value()))
            .reduce((first, second) -> second)
            .orElseThrow();
    assertThat(event.type()).isEqualTo("key_refused");
    assertThat(event.actor()).isEqualTo("latchkey");
    assertThat(event.details())
        .containsEntry("reason", reason.code())
        .containsEntry("created_by", ADMIN.id().value());
    refused(RefusalReason.KEY_ENDED, () -> host.world.enable(issued.id()));
  }

  private static Revocation because() {
    return Revocation.because(RevocationReason.LOST);
  }
}
