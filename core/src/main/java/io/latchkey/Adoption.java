package io.latchkey;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.Commit;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeySource;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes keys of what hosts' transactions have staged, once those have committed: decides again, and
 * commits under guards what an ordinary creation or replacement would. What is refused is recorded
 * as a key that has ended, so that the host's rows and the key are there together.
 *
 * <p>The staged row is removed by the same commit, so a key is adopted once, however many nodes
 * try.
 */
final class Adoption {

  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);
  private static final String OPERATION = "adopt_key";
  private static final int BATCH = 100;

  private final Engine engine;
  private final PermissionRules rules;
  private final Succession succession;
  private final boolean stages;

  Adoption(Engine engine, PermissionRules rules) {
    this.engine = engine;
    this.rules = rules;
    this.succession = new Succession(engine);
    this.stages = engine.store().capabilities().contains(KeySource.Capability.STAGES);
  }

  /** Whether there can be anything to adopt. */
  boolean stages() {
    return stages;
  }

  /** Adopts all that is staged and committed. */
  void sweep() {
    sweep(staged -> true);
  }

  /**
   * Adopts what is staged and committed, as far as it is wanted.
   *
   * @throws StoreUnavailableException if the store fails; some may have been adopted
   */
  void sweep(Predicate<KeyRecord> wanted) {
    if (!stages) {
      return;
    }
    StoreUnavailableException failure = null;
    String after = "";
    // A short page is not the last one: a store passes over rows that it can't read.
    for (List<StagedKey> page = page(after); !page.isEmpty(); page = page(after)) {
      for (StagedKey staged : page) {
        if (wanted.test(staged.key().record())) {
          StoreUnavailableException failed = adoptOrLeave(staged.key().record());
          failure = failure == null ? failed : failure;
        }
      }
      after = last(page, after);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private List<StagedKey> page(String after) {
    try {
      return engine.transactions().read(() -> engine.store().staged(after, BATCH));
    } catch (UnreadableRecordException e) {
      LOG.warn("staged keys are left to a node that can read them", e);
      return List.of();
    }
  }

  private static String last(List<StagedKey> page, String after) {
    String last = page.get(page.size() - 1).key().record().keyId();
    if (last.equals(after)) {
      throw new IllegalStateException("the store shows the same staged keys again");
    }
    return last;
  }

  /**
   * One that can't be adopted here, for whatever reason, must not keep the others waiting: whoever
   * can write to the store may have made its row.
   *
   * @return how the store failed, if it did
   */
  private @Nullable StoreUnavailableException adoptOrLeave(KeyRecord staged) {
    String id = Texts.printable(staged.keyId());
    try {
      adopt(staged.accountId(), staged.keyId());
    } catch (StoreUnavailableException e) {
      LOG.warn("staged key {} is left until the store answers", id, e);
      return e;
    } catch (UnreadableRecordException e) {
      LOG.warn("staged key {} is left to a node that understands it", id, e);
    } catch (RefusedException e) {
      LOG.warn("staged key {} is left until what it rests on is mended", id, e);
    } catch (RuntimeException e) {
      LOG.warn("staged key {} is none that this library staged, and is left", id, e);
    }
    return null;
  }

  /** Adopts a key if it is staged and its transaction has committed. */
  void adopt(String accountId, String keyId) {
    if (!stages
        || engine
            .transactions()
            .read(() -> engine.store().findStaged(accountId, keyId))
            .isEmpty()) {
      return;
    }
    try {
      engine
          .transactions()
          .run(OPERATION, now -> find(accountId, keyId).map(c -> adopted(c, now)).orElse(NOTHING));
    } catch (RefusedException e) {
      if (e.reason() == RefusalReason.SEAL_BROKEN) {
        throw e;
      }
      engine
          .transactions()
          .run(
              OPERATION,
              now -> find(accountId, keyId).map(c -> refused(c, e.reason(), now)).orElse(NOTHING));
    }
  }

  private static final Plan<Boolean> NOTHING = Plan.unchanged(false);

  /** A staged key, and the state of its account that the decision rests on. */
  private record Candidate(StagedKey staged, AccountState account) {

    KeyRecord record() {
      return staged.key().record();
    }

    KeyDetails details() {
      return staged.key().details();
    }

    KeyId id() {
      return new KeyId(record().keyId());
    }
  }

  private Optional<Candidate> find(String accountId, String keyId) {
    return engine
        .store()
        .findStaged(accountId, keyId)
        .map(staged -> new Candidate(staged, AccountState.read(engine.store(), accountId)));
  }

  private Plan<Boolean> adopted(Candidate candidate, Instant now) {
    if (isVoid(candidate)) {
      return discarded(candidate, now);
    }
    StagedOperation operation =
        StagedOperation.ofCode(candidate.staged().operation())
            .orElseThrow(() -> unreadable(candidate, "operation"));
    ApiType type =
        engine
            .types()
            .byName(candidate.record().apiType())
            .orElseThrow(() -> unreadable(candidate, "API type"));
    requireForm(candidate);
    requireStillWanted(candidate, now);
    return switch (operation) {
      case CREATE -> created(candidate, type, now);
      case REPLACE -> replaced(candidate, type, false, now);
      case REPLACE_AT_ONCE -> replaced(candidate, type, true, now);
    };
  }

  private static UnreadableRecordException unreadable(Candidate candidate, String what) {
    return new UnreadableRecordException(
        candidate.record().keyId(),
        "staged key " + candidate.id() + " is of an " + what + " that this version does not know",
        null);
  }

  /** Ids of a form that the library never gives would make a key that no list can show. */
  private static void requireForm(Candidate candidate) {
    KeyRecord record = candidate.record();
    try {
      KeyId key = KeyId.of(record.keyId());
      AccountId account = AccountId.of(record.accountId());
      PartnerId partner = PartnerId.of(record.partnerId());
      LOG.debug("key {} of account {} for partner {} is to be adopted", key, account, partner);
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException(
          Texts.printable(record.keyId()),
          "staged key " + Texts.printable(record.keyId()) + " has an id of no form there is",
          e);
    }
  }

  private static void requireStillWanted(Candidate candidate, Instant now) {
    if (!candidate.account().active()) {
      throw new RefusedException(
          RefusalReason.ACCOUNT_STOPPED,
          "account " + candidate.account().id() + " is " + candidate.account().status());
    }
    if (candidate.record().endsAt().filter(end -> !end.isAfter(now)).isPresent()) {
      throw new RefusedException(
          RefusalReason.ABANDONED,
          "key " + candidate.id() + " was not committed in time",
          candidate.id());
    }
  }

  private Plan<Boolean> created(Candidate candidate, ApiType type, Instant now) {
    PermissionRules.Subject partner =
        rules.forNewKey(new PartnerId(candidate.record().partnerId()), type);
    StoredKey key = assigned(candidate.staged().key(), partner.assignment(), now);
    Commit.Builder commit =
        adopting(candidate, partner).insertKey(key).event(KeyCreation.createdEvent(key, now));
    LiveLimits.of(key.record(), engine.settings(), now).ifPresent(commit::limit);
    return Plan.commit(commit.build(), () -> true);
  }

  private Plan<Boolean> replaced(Candidate candidate, ApiType type, boolean atOnce, Instant now) {
    KeyAccess.Found original = original(candidate, type);
    succession.requireReplaceable(original, now);
    PermissionRules.Subject partner = rules.forSuccessor(original.key().record(), type);
    StoredKey key = assigned(candidate.staged().key(), partner.assignment(), now);
    Commit.Builder commit = adopting(candidate, partner);
    Succession.write(
        commit, new Succession.Step(original, key, atOnce, Events.Who.creator(key)), now);
    return Plan.commit(commit.build(), () -> true);
  }

  private KeyAccess.Found original(Candidate candidate, ApiType type) {
    return candidate
        .details()
        .predecessorId()
        .flatMap(id -> engine.store().findKey(candidate.record().accountId(), id))
        .map(key -> new KeyAccess.Found(key, type, candidate.account()))
        .orElseThrow(
            () ->
                new RefusedException(
                    RefusalReason.KEY_NOT_FOUND, "the original was removed", candidate.id()));
  }

  /** The key with the profile of this moment, which the commit's guard holds. */
  private static StoredKey assigned(StoredKey staged, Assignment assignment, Instant now) {
    if (staged.details().permissionSource().equals(assignment.source())) {
      return staged;
    }
    KeyDetails details =
        staged.details().toBuilder()
            .permissionSource(assignment.source())
            .permissionsAssignedAt(now)
            .build();
    KeyRecord record = staged.record().toBuilder().permissions(assignment.names()).build();
    return new StoredKey(record, details, null);
  }

  private static Commit.Builder adopting(Candidate candidate, PermissionRules.Subject partner) {
    Commit.Builder commit =
        Commit.builder(candidate.record().accountId())
            .adopt(candidate.record().keyId())
            .guardAccount(candidate.account().guard());
    partner.guard().ifPresent(commit::guardPartner);
    return commit;
  }

  /** Records a key that can't be had any more: it is there, and has ended. */
  private Plan<Boolean> refused(Candidate candidate, RefusalReason reason, Instant now) {
    if (isVoid(candidate)) {
      return discarded(candidate, now);
    }
    KeyState end = reason == RefusalReason.ABANDONED ? KeyState.ABANDONED : KeyState.REVOKED;
    KeyDetails details =
        candidate.details().toBuilder()
            .pendingUntil(null)
            .endedAt(now)
            .endedBy(Events.SYSTEM_ID)
            .endReason(reason.code())
            .build();
    KeyRecord record = candidate.record().toBuilder().state(end.code()).build();
    StoredKey key = new StoredKey(record, details, null);
    Map<String, String> facts = KeyMaker.facts(key, now);
    facts.put("reason", reason.code());
    facts.put("created_by", details.createdBy());
    EventDraft event = Events.system(now, "key_refused", Events.KEY, record.keyId(), facts);
    Commit commit =
        Commit.builder(record.accountId())
            .adopt(record.keyId())
            .guardAccount(candidate.account().guard())
            .insertKey(key)
            .event(event)
            .build();
    return Plan.commit(commit, () -> true);
  }

  /** Nothing may be written of an erased account, and no id is given twice. */
  private boolean isVoid(Candidate candidate) {
    return candidate.account().erased()
        || engine
            .store()
            .findKey(candidate.record().accountId(), candidate.record().keyId())
            .isPresent();
  }

  private static Plan<Boolean> discarded(Candidate candidate, Instant now) {
    boolean erased = candidate.account().erased();
    Map<String, String> facts = Map.of("reason", erased ? "account_erased" : "key_exists");
    String id = candidate.record().keyId();
    Commit commit =
        Commit.builder(erased ? AuditChain.HOST : candidate.record().accountId())
            .adopt(id)
            .guardAccount(candidate.account().guard())
            .event(Events.system(now, "staged_key_discarded", Events.KEY, id, facts))
            .build();
    return Plan.commit(commit, () -> false);
  }

  /** Why a key was refused when it was to be adopted; empty if it was not. */
  static Optional<RefusalReason> refusalOf(StoredKey key) {
    KeyDetails details = key.details();
    boolean bySystem = details.endedBy().filter(Events.SYSTEM_ID::equals).isPresent();
    boolean revoked = key.record().state().equals(KeyState.REVOKED.code());
    return bySystem && revoked
        ? details.endReason().flatMap(RefusalReason::ofCode)
        : Optional.empty();
  }
}
