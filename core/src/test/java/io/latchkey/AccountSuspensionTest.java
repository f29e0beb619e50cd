package io.latchkey;

import static io.latchkey.Refusals.refused;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static io.latchkey.World.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A suspended account's keys stop; it can be looked at and made safer, and nothing else. */
class AccountSuspensionTest {

  private static final Set<KeyOperation> MAKE_SAFER =
      EnumSet.of(KeyOperation.DISABLE, KeyOperation.REVOKE);

  private final World world = World.create();
  private final Held key = world.active();
  private final AccountRegistry accounts = world.latchkey.accounts();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void account_neverHeardOf_isActive() {
    assertThat(accounts.status(AccountId.of("nobody"))).isEqualTo(AccountStatus.ACTIVE);
    assertThat(accounts.status(GLOBEX)).isEqualTo(AccountStatus.ACTIVE);
  }

  @Test
  void suspend_stopsAllKeysAtOnceAndResumeLetsThemWorkAgain() {
    Held other = Held.of(world.issuer().create(STRANGER, World.request()));
    Held second = world.active();

    accounts.suspend(HOST, GLOBEX);

    assertThat(accounts.status(GLOBEX)).isEqualTo(AccountStatus.SUSPENDED);
    assertThat(world.verdict(key.text())).isEqualTo("ACCOUNT_STOPPED");
    assertThat(world.verdict(second.text())).isEqualTo("ACCOUNT_STOPPED");
    assertThat(world.verdict(other.text())).as("another account").isEqualTo("KEY_PENDING");
    accounts.resume(HOST, GLOBEX);
    assertThat(accounts.status(GLOBEX)).isEqualTo(AccountStatus.ACTIVE);
    assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");
  }

  @Test
  void suspension_isInTheHostsTrailAndRepeatingItIsNot() {
    int before = world.hostTrail().size();
    for (int i = 0; i < 2; i++) {
      accounts.suspend(HOST, GLOBEX);
    }
    for (int i = 0; i < 2; i++) {
      accounts.resume(HOST, GLOBEX);
    }
    accounts.resume(HOST, AccountId.of("nobody"));

    assertThat(world.hostTrail().subList(before, before + 2))
        .extracting(AuditEntry::type)
        .containsExactly("account_suspended", "account_resumed");
    assertThat(world.hostTrail()).hasSize(before + 2);
    assertThat(world.hostTrail().get(before).subject()).isEqualTo("globex");
  }

  @Test
  void suspended_refusesWhateverDoesNotMakeItSafer() {
    IssuedKey pending = world.pending();
    world.northwindAlsoViewsCandidates();
    accounts.suspend(HOST, GLOBEX);
    Stored before = world.stored();

    for (KeyOperation operation : EnumSet.complementOf(EnumSet.copyOf(MAKE_SAFER))) {
      refused(RefusalReason.ACCOUNT_STOPPED, () -> operation.on(world, key.id()));
    }
    refused(RefusalReason.ACCOUNT_STOPPED, () -> world.acknowledge(pending));
    refused(RefusalReason.ACCOUNT_STOPPED, world::pending);
    refused(
        RefusalReason.ACCOUNT_STOPPED,
        () -> world.latchkey.permissions().tryReassign(ADMIN, key.id()));
    assertThat(world.stored()).isEqualTo(before);
  }

  @Test
  void suspended_canBeLookedAt() {
    accounts.suspend(HOST, GLOBEX);

    assertThat(world.info(key.id()).state()).isEqualTo(KeyState.ACTIVE);
    assertThat(world.latchkey.keys().list(ADMIN, KeyQuery.all(), null, 10).keys()).hasSize(1);
    assertThat(world.latchkey.permissions().explain(ADMIN, key.id()).key().id())
        .isEqualTo(key.id());
    assertThat(world.latchkey.permissions().drift(ADMIN, null, 10).changes()).isEmpty();
    assertThat(world.trail()).hasSize(2);
    assertThat(world.latchkey.audit().check(ADMIN).intact()).isTrue();
  }

  @Test
  void suspended_canBeMadeSafer() {
    Held second = world.active();
    Held third = world.active();
    accounts.suspend(HOST, GLOBEX);

    for (KeyOperation operation : MAKE_SAFER) {
      operation.on(world, key.id());
    }
    assertThat(world.issuer().reportLeak(HOST, second.text()).revokedNow()).isTrue();
    assertThat(
            world.issuer().revokeAll(ADMIN, NORTHWIND, Revocation.because(RevocationReason.LEAKED)))
        .isEqualTo(1);
    accounts.resume(HOST, GLOBEX);
    for (Held held : new Held[] {key, second, third}) {
      assertThat(world.verdict(held.text())).isEqualTo("KEY_REVOKED");
    }
  }

  @Test
  void suspended_keysGoOnEndingByTime() {
    Held expiring = world.active(World.request().expiresAfter(World.DEADLINE));
    accounts.suspend(HOST, GLOBEX);
    world.time.advance(World.DEADLINE);

    Inside.maintain(world.latchkey);

    assertThat(world.lastEvent().type()).isEqualTo("key_expired");
    accounts.resume(HOST, GLOBEX);
    assertThat(world.verdict(expiring.text())).isEqualTo("KEY_EXPIRED");
  }

  @Test
  void partnerSuspended_stopsItsKeysInEveryAccount() {
    Held elsewhere = Held.of(world.issuer().create(STRANGER, World.request()));
    assertThat(world.issuer().acknowledge(STRANGER, elsewhere.id(), 1).state())
        .isEqualTo(KeyState.ACTIVE);

    world.partners().suspend(HOST, NORTHWIND);
    assertThat(world.verdict(key.text())).isEqualTo("PARTNER_SUSPENDED");
    assertThat(world.verdict(elsewhere.text())).isEqualTo("PARTNER_SUSPENDED");
    world.partners().resume(HOST, NORTHWIND);
    world.partners().retire(HOST, NORTHWIND);
    assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");
    assertThat(world.verdict(elsewhere.text())).isEqualTo("ACCEPTED");
  }

  /** What a newer version of the library may have written. */
  @Test
  void statusThatThisVersionDoesNotKnow_isTreatedAsStopped() {
    Commit frozen =
        Commit.builder(AuditChain.HOST)
            .putAccount(new AccountRecord("globex", "frozen", 1))
            .event(Events.system(world.time.now(), "frozen", Events.ACCOUNT, "globex", Map.of()))
            .build();
    assertThat(world.store.commit(frozen).status()).isEqualTo(CommitResult.Status.COMMITTED);

    await().until(() -> world.verdict(key.text()).equals("ACCOUNT_STOPPED"));
    refused(RefusalReason.ACCOUNT_STOPPED, world::pending);
    assertThat(
            Refusals.thrown(UnreadableRecordException.class, () -> accounts.status(GLOBEX))
                .recordId())
        .isEqualTo("globex");
    assertThat(world.info(key.id()).state()).isEqualTo(KeyState.ACTIVE);
  }
}
