package io.latchkey;

import static io.latchkey.Refusals.refused;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.INITECH;
import static io.latchkey.World.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.contract.Records;
import io.latchkey.sabotage.HonestStore;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.StoreException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes when an account is erased, what stays, and that it can be finished after a failure. */
class AccountErasureTest {

  private static final KeyPair SIGNING = ed25519();

  private final InterceptedStore intercepted = InterceptedStore.local(HonestStore.create());
  private final World world =
      World.on(intercepted.store(), builder -> builder.auditSigningKey(SIGNING.getPrivate()));
  private final AccountRegistry accounts = world.latchkey.accounts();

  private static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void erase_removesKeysAndTrailAndLeavesTheCheckpointWithTheHost() {
    Held key = world.active();
    world.pending();
    AuditHead head = world.latchkey.audit().head(ADMIN);

    Erasure erasure = accounts.erase(HOST, GLOBEX);

    assertThat(erasure.keysRemoved()).isEqualTo(2);
    assertThat(erasure.checkpoint()).isEqualTo(head);
    assertThat(accounts.status(GLOBEX)).isEqualTo(AccountStatus.ERASED);
    assertThat(world.verdict(key.text())).isEqualTo("KEY_UNKNOWN");
    assertThat(world.store.listKeys(KeyCriteria.builder(10).accountId("globex").build())).isEmpty();
    assertThat(world.store.audit("globex", 0, 10).events()).isEmpty();
    List<AuditEntry> host = world.hostTrail();
    assertThat(host.subList(host.size() - 3, host.size()))
        .extracting(AuditEntry::type)
        .containsExactly("account_erasure_started", "account_keys_erased", "account_erased");
    assertThat(host.get(host.size() - 1).details())
        .containsEntry("sequence", "3")
        .containsEntry("hash", head.hash())
        .containsEntry("ed25519", erasure.signature().orElseThrow());
  }

  @Test
  void checkpoint_provesACopyOfTheTrailThatWasKept() throws Exception {
    world.active();
    StringBuilder export = new StringBuilder();
    assertThat(world.latchkey.audit().export(ADMIN, export).sequence()).isEqualTo(2);

    Erasure erasure = accounts.erase(HOST, GLOBEX);

    AuditCheck kept =
        AuditCheck.of(new StringReader(export.toString())).keptHead(erasure.checkpoint()).check();
    assertThat(kept.proven()).isTrue();
    AuditCheck cut =
        AuditCheck.of(new StringReader(export.toString().replaceFirst("\n.*key_ack.*\n", "\n")))
            .keptHead(erasure.checkpoint())
            .check();
    assertThat(cut.intact()).isFalse();
    assertThat(
            HeadSignature.verify(
                SIGNING.getPublic(), erasure.checkpoint(), erasure.signature().orElseThrow()))
        .isTrue();
  }

  @Test
  void erased_refusesEverything() {
    Held key = world.active();
    erase();
    Stored before = world.stored();

    for (KeyOperation operation : KeyOperation.values()) {
      refused(RefusalReason.ACCOUNT_STOPPED, () -> operation.on(world, key.id()));
    }
    refused(RefusalReason.ACCOUNT_STOPPED, () -> world.info(key.id()));
    refused(RefusalReason.ACCOUNT_STOPPED, world::trail);
    refused(
        RefusalReason.ACCOUNT_STOPPED,
        () -> world.latchkey.keys().list(ADMIN, KeyQuery.all(), null, 10));
    refused(
        RefusalReason.ACCOUNT_STOPPED,
        () -> {
          accounts.suspend(HOST, GLOBEX);
          return true;
        });
    assertThat(world.stored()).isEqualTo(before);
  }

  @Test
  void erase_touchesNoOtherAccount() {
    world.active();
    IssuedKey theirs = world.issuer().create(STRANGER, World.request());

    erase();

    assertThat(theirs.readable()).isTrue();
    assertThat(world.latchkey.audit().read(STRANGER, 0, 10)).hasSize(1);
    assertThat(accounts.status(INITECH)).isEqualTo(AccountStatus.ACTIVE);
  }

  @Test
  void erase_ofManyKeys_removesThemAllInBatches() {
    for (int i = 0; i < 450; i++) {
      world.pending();
    }

    assertThat(accounts.erase(HOST, GLOBEX).keysRemoved()).isEqualTo(450);

    assertThat(world.hostTrail())
        .filteredOn(event -> event.type().equals("account_keys_erased"))
        .extracting(event -> event.details().get("keys"))
        .containsExactly("200", "200", "50");
    assertThat(world.latchkey.health().keys()).isZero();
  }

  @Test
  void erase_thatFailsInTheMiddle_stopsTheKeysAndIsFinishedByRepeatingIt() {
    Held key = world.active();
    AuditHead head = world.latchkey.audit().head(ADMIN);
    for (int commitsThatWork = 0; commitsThatWork < 3; commitsThatWork++) {
      failAfter(commitsThatWork);
      assertThat(
              Refusals.thrown(StoreUnavailableException.class, () -> accounts.erase(HOST, GLOBEX))
                  .outcomeUnknown())
          .isFalse();
      intercepted.meddler(null);
      String verdict =
          switch (commitsThatWork) {
            case 0 -> "ACCEPTED";
            case 1 -> "ACCOUNT_STOPPED";
            default -> "KEY_UNKNOWN";
          };
      assertThat(world.verdict(key.text())).isEqualTo(verdict);
      if (commitsThatWork == 1) {
        assertThat(accounts.status(GLOBEX)).isEqualTo(AccountStatus.ERASED);
        refused(RefusalReason.ACCOUNT_STOPPED, world::pending);
      }
    }

    Erasure erasure = accounts.erase(HOST, GLOBEX);

    assertThat(erasure.keysRemoved()).isZero();
    assertThat(erasure.checkpoint()).isEqualTo(head);
    assertThat(world.store.audit("globex", 0, 10).events()).isEmpty();
    assertThat(world.latchkey.audit().check(HOST).intact()).isTrue();
  }

  @Test
  void erase_ofALongTrail_removesItInStepsThatLetTheHostOnMeanwhile() {
    AuditHead head = longTrail(2_500);
    AccountId bystander = AccountId.of("umbrella");
    AtomicInteger others = new AtomicInteger();
    intercepted.meddler(
        call -> {
          Object result = call.proceed();
          if (call.name().equals("commit") && call.commit().chainCut().isPresent()) {
            // Whoever writes to the host's trail, and another account, between any two steps.
            AccountStatus status = accounts.status(bystander);
            if (status == AccountStatus.ACTIVE) {
              accounts.suspend(HOST, bystander);
            } else {
              accounts.resume(HOST, bystander);
            }
            assertThat(world.issuer().create(STRANGER, World.request()).id()).isNotNull();
            others.incrementAndGet();
          }
          return result;
        });

    Erasure erasure = accounts.erase(HOST, GLOBEX);

    assertThat(erasure.checkpoint()).isEqualTo(head);
    assertThat(world.store.audit("globex", 0, 10).events()).isEmpty();
    assertThat(stepsOfTheTrail()).containsExactly("1000", "2000");
    assertThat(others).hasValue(3);
    assertThat(world.latchkey.audit().read(STRANGER, 0, 10)).hasSize(3);
    assertThat(world.latchkey.audit().check(HOST).intact()).isTrue();
  }

  @Test
  void erase_thatFailsBetweenStepsOfTheTrail_tellsHowFarItCameAndIsFinishedByRepeatingIt() {
    AuditHead head = longTrail(2_500);
    for (int steps = 1; steps <= 2; steps++) {
      failAfterOneCut();
      assertThat(
              Refusals.thrown(StoreUnavailableException.class, () -> accounts.erase(HOST, GLOBEX))
                  .outcomeUnknown())
          .isFalse();
      intercepted.meddler(null);

      assertThat(stepsOfTheTrail()).hasSize(steps);
      assertThat(hostEvents("account_erased")).isZero();
      assertThat(accounts.status(GLOBEX)).isEqualTo(AccountStatus.ERASED);
      // Neither whole nor tampered with: the account is erased, and the host's trail says the rest.
      refused(RefusalReason.ACCOUNT_STOPPED, () -> world.latchkey.audit().check(ADMIN));
      assertThat(world.store.audit("globex", 0, 1).events().get(0).sequence())
          .isEqualTo(steps * 1_000 + 1);
      assertThat(world.latchkey.audit().check(HOST).intact()).isTrue();
    }

    Erasure erasure = accounts.erase(HOST, GLOBEX);

    assertThat(erasure.checkpoint()).isEqualTo(head);
    assertThat(stepsOfTheTrail()).containsExactly("1000", "2000");
    assertThat(hostEvents("account_erased")).isEqualTo(1);
    assertThat(world.store.audit("globex", 0, 10).events()).isEmpty();
    assertThat(accounts.erase(HOST, GLOBEX).checkpoint()).isEqualTo(head);
  }

  @Test
  void trail_erasedWhileItIsRead_isRefusedAndNotCalledBroken() {
    longTrail(2_500);
    eraseDuringThe("audit");

    refused(RefusalReason.ACCOUNT_STOPPED, () -> world.latchkey.audit().check(ADMIN));
  }

  @Test
  void export_ofATrailErasedMeanwhile_isRefusedAndHasNoHead() {
    longTrail(2_500);
    eraseDuringThe("audit");
    StringBuilder export = new StringBuilder();

    refused(
        RefusalReason.ACCOUNT_STOPPED,
        () -> {
          try {
            return world.latchkey.audit().export(ADMIN, export);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });

    assertThat(export).doesNotContain("\"head\"");
  }

  /** Erases the account behind the first page that is read of its trail. */
  private void eraseDuringThe(String read) {
    AtomicInteger pages = new AtomicInteger();
    intercepted.meddler(
        call -> {
          Object page = call.proceed();
          boolean more = call.name().equals(read) && (int) call.argument(2) > 1;
          if (more && pages.getAndIncrement() == 0) {
            erase();
          }
          return page;
        });
  }

  /** Fails every commit behind the first one that removes events. */
  private void failAfterOneCut() {
    AtomicInteger cuts = new AtomicInteger();
    intercepted.meddler(
        call -> {
          if (call.name().equals("commit")
              && call.commit().chainCut().isPresent()
              && cuts.getAndIncrement() == 1) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "down", null);
          }
          return call.proceed();
        });
  }

  @CanIgnoreReturnValue
  private AuditHead longTrail(int events) {
    world.active();
    AuditHead head = world.latchkey.audit().head(ADMIN);
    Commit.Builder commit = Commit.builder("globex");
    for (long i = head.sequence(); i < events; i++) {
      commit.event(Records.event("more"));
    }
    assertThat(world.store.commit(commit.build()).status())
        .isEqualTo(CommitResult.Status.COMMITTED);
    return world.latchkey.audit().head(ADMIN);
  }

  /** How far each step went, as the host's trail tells. */
  private List<String> stepsOfTheTrail() {
    return world.hostTrail().stream()
        .filter(event -> event.type().equals("account_trail_erased"))
        .map(event -> event.details().get("through"))
        .toList();
  }

  private long hostEvents(String type) {
    return world.hostTrail().stream().filter(event -> event.type().equals(type)).count();
  }

  /** The first commit works again and again: it changes nothing any more and is left out. */
  private void failAfter(int commits) {
    AtomicInteger left = new AtomicInteger(commits == 2 ? 1 : commits);
    intercepted.meddler(
        call -> {
          if (call.name().equals("commit") && left.getAndDecrement() <= 0) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "down", null);
          }
          return call.proceed();
        });
  }

  @CanIgnoreReturnValue
  private Erasure erase() {
    return accounts.erase(HOST, GLOBEX);
  }

  @Test
  void erase_again_removesNothingMoreAndGivesTheSameCheckpoint() {
    world.active();
    Erasure first = accounts.erase(HOST, GLOBEX);

    Erasure second = accounts.erase(HOST, GLOBEX);

    assertThat(second.keysRemoved()).isZero();
    assertThat(second.checkpoint()).isEqualTo(first.checkpoint());
    assertThat(second.signature()).isEqualTo(first.signature());
  }

  @Test
  void erase_ofAnAccountNeverHeardOf_leavesThatItIsErased() {
    Erasure erasure = accounts.erase(HOST, AccountId.of("nobody"));

    assertThat(erasure.keysRemoved()).isZero();
    assertThat(erasure.checkpoint()).isEqualTo(new AuditHead("nobody", 0, AuditChain.GENESIS));
    assertThat(accounts.status(AccountId.of("nobody"))).isEqualTo(AccountStatus.ERASED);
  }

  @Test
  void erase_withoutASigningKey_leavesAnUnsignedCheckpoint() {
    Latchkey unsigned = world.otherNode();
    world.active();

    assertThat(unsigned.accounts().erase(HOST, GLOBEX).signature()).isEmpty();
    assertThat(world.hostTrail().get(world.hostTrail().size() - 1).details())
        .doesNotContainKey("ed25519");
  }

  @Test
  void accountOperations_deniedByTheHostPolicy_changeNothing() {
    world.active();
    Latchkey strict =
        world.otherNode(
            world.store,
            builder ->
                builder.hostPolicy(
                    (host, operation) -> AccessPolicy.Decision.denied("role " + operation)));
    AccountRegistry guarded = strict.accounts();

    assertThat(Refusals.denied(() -> guarded.erase(HOST, GLOBEX))).isEqualTo("role ERASE_ACCOUNT");
    assertThat(
            Refusals.denied(
                () -> {
                  guarded.suspend(HOST, GLOBEX);
                  return true;
                }))
        .isEqualTo("role CHANGE_ACCOUNT_STATUS");
    assertThat(accounts.status(GLOBEX)).isEqualTo(AccountStatus.ACTIVE);
    assertThat(world.trail()).hasSize(2);
  }
}
