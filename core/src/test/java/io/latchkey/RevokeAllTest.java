package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static io.latchkey.World.POWERLESS;
import static io.latchkey.World.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ending all keys of a partner: an account's, or everybody's. */
class RevokeAllTest {

  private static final Revocation WHY =
      Revocation.because(RevocationReason.NO_LONGER_USED).note("contract ended");

  private final World world = World.create();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void actor_endsTheLiveKeysOfTheAccountForThatPartner() {
    Held active = world.active();
    Held disabled = KeyIn.DISABLED.make(world);
    IssuedKey pending = world.pending();
    Held revoked = KeyIn.REVOKED.make(world);
    Held custom = world.active(NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), "Ours"));
    IssuedKey theirs = world.issuer().create(STRANGER, World.request());
    int events = world.trail().size();

    assertThat(world.issuer().revokeAll(ADMIN, NORTHWIND, WHY)).isEqualTo(3);

    for (KeyId id : List.of(active.id(), disabled.id(), pending.id())) {
      assertThat(world.info(id).state()).isEqualTo(KeyState.REVOKED);
      assertThat(world.info(id).endReason()).contains("no_longer_used");
      assertThat(world.info(id).endNote()).contains("contract ended");
    }
    assertThat(world.info(revoked.id()).endReason()).contains("lost");
    assertThat(world.verdict(active.text())).isEqualTo("KEY_REVOKED");
    assertThat(world.verdict(custom.text())).isEqualTo("ACCEPTED");
    assertThat(theirs.readable()).isTrue();
    assertThat(world.trail()).hasSize(events + 3);
    assertThat(world.lastEvent().actor()).isEqualTo("u-admin");
  }

  @Test
  void host_endsTheLiveKeysOfEveryAccountForThatPartner() {
    Held ours = world.active();
    IssuedKey theirs = world.issuer().create(STRANGER, World.request());

    assertThat(world.issuer().revokeAll(HOST, NORTHWIND, WHY)).isEqualTo(2);

    assertThat(world.verdict(ours.text())).isEqualTo("KEY_REVOKED");
    assertThat(theirs.readable()).isFalse();
    assertThat(world.lastEvent().actorKind()).isEqualTo("host");
    List<AuditEntry> theirTrail = world.latchkey.audit().read(STRANGER, 0, 10);
    assertThat(theirTrail.get(1).actor()).isEqualTo("console");
  }

  @Test
  void again_findsNothingToDo() {
    world.active();
    assertThat(world.issuer().revokeAll(ADMIN, NORTHWIND, WHY)).isEqualTo(1);
    Stored before = world.stored();

    assertThat(world.issuer().revokeAll(ADMIN, NORTHWIND, WHY)).isZero();
    assertThat(world.issuer().revokeAll(HOST, NORTHWIND, WHY)).isZero();
    assertThat(world.issuer().revokeAll(HOST, PartnerId.of("nobody"), WHY)).isZero();
    assertThat(world.stored()).isEqualTo(before);
  }

  @Test
  void keys_thatTimeHasEnded_areLeftWithTheirEnd() {
    Held expired = KeyIn.EXPIRED.make(world);

    assertThat(world.issuer().revokeAll(ADMIN, NORTHWIND, WHY)).isZero();
    assertThat(world.state(expired.id())).isEqualTo(KeyState.EXPIRED);
  }

  @Test
  void manyKeys_ofManyAccounts_endInBatches() {
    List<Held> keys = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      if (i % 7 == 0) {
        world.time.advance(Duration.ofMillis(1));
      }
      Actor actor = World.manager(AccountId.of("account-" + i % 3), "u-1");
      keys.add(Held.of(world.issuer().create(actor, World.request())));
    }

    assertThat(world.issuer().revokeAll(HOST, NORTHWIND, WHY)).isEqualTo(250);

    assertThat(keys).allMatch(key -> world.verdict(key.text()).equals("KEY_REVOKED"));
  }

  @Test
  void erasedAccounts_areLeftAlone() {
    world.active();
    assertThat(world.latchkey.accounts().erase(HOST, World.GLOBEX).keysRemoved()).isEqualTo(1);

    assertThat(world.issuer().revokeAll(HOST, NORTHWIND, WHY)).isZero();
    Refusals.refused(
        RefusalReason.ACCOUNT_STOPPED, () -> world.issuer().revokeAll(ADMIN, NORTHWIND, WHY));
  }

  @Test
  void note_outOfRange_isRefusedBeforeAnythingEnds() {
    Held key = world.active();
    Revocation broken = Revocation.because(RevocationReason.OTHER).note("a\u0000b");

    assertThat(Refusals.violations(() -> world.issuer().revokeAll(ADMIN, NORTHWIND, broken)))
        .hasSize(1);
    assertThat(Refusals.violations(() -> world.issuer().revokeAll(HOST, NORTHWIND, broken)))
        .hasSize(1);
    assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");
  }

  @Test
  void deniedActor_endsNothing() {
    Held key = world.active();

    assertThat(Refusals.denied(() -> world.issuer().revokeAll(POWERLESS, NORTHWIND, WHY)))
        .isEqualTo("grant webhooks.manage");
    assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");
  }
}
