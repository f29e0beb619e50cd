package io.latchkey.examples.ownstore;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.ChainCut;
import io.latchkey.spi.Commit;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoreException.Kind;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.Trim;
import io.latchkey.spi.VersionedId;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads what {@link EntryWriter} has written, part by part. */
final class EntryReader {

  static final int OPENED = 0;
  static final int COMMITTED = 1;
  static final int USED = 2;
  static final int TRIMMED = 3;

  private final Bytes.In in;

  private EntryReader(byte[] bytes) {
    in = new Bytes.In(bytes);
  }

  static Entry read(byte[] bytes) {
    try {
      return new EntryReader(bytes).entry();
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new StoreException(Kind.CORRUPT, "an entry of the journal can't be read", e);
    }
  }

  private Entry entry() {
    int kind = (int) in.number();
    return switch (kind) {
      case OPENED -> new Entry.Opened(in.text());
      case COMMITTED -> new Entry.Committed(commit(), in.optional(in::text));
      case USED -> new Entry.Used(in.list(this::use));
      case TRIMMED -> new Entry.Trimmed(trim());
      default -> throw new IllegalArgumentException("kind " + kind);
    };
  }

  private Commit commit() {
    Commit.Builder commit = Commit.builder(in.text());
    in.list(this::event).forEach(commit::event);
    in.list(this::key).forEach(commit::insertKey);
    in.list(this::key).forEach(commit::updateKey);
    in.list(this::versionedId).forEach(commit::deleteKey);
    in.list(this::partner).forEach(commit::putPartner);
    in.list(this::account).forEach(commit::putAccount);
    in.optional(this::idempotency).ifPresent(commit::idempotency);
    in.optional(() -> new ChainCut(in.text(), in.number())).ifPresent(commit::cutChain);
    return commit.build();
  }

  private EventDraft event() {
    return new EventDraft(
        in.instant(), in.text(), in.text(), in.text(), in.text(), in.text(), in.map());
  }

  private StoredKey key() {
    return new StoredKey(record(), details(), null);
  }

  private KeyRecord record() {
    KeyRecord.Builder key =
        KeyRecord.builder()
            .keyId(in.text())
            .accountId(in.text())
            .partnerId(in.text())
            .apiType(in.text())
            .brand(in.text())
            .environment(in.text())
            .digest(in.text(), in.bytes())
            .permissions(in.list(in::text))
            .state(in.text());
    Optional<Instant> endsAt = in.optional(in::instant);
    Optional<String> endState = in.optional(in::text);
    endsAt.ifPresent(at -> key.ends(at, endState.orElseThrow()));
    return key.version(in.number()).seal(in.optional(in::text).orElse(null)).build();
  }

  private KeyDetails details() {
    return KeyDetails.builder()
        .tail(in.text())
        .description(in.text())
        .searchText(in.text())
        .labels(in.map())
        .createdBy(in.text())
        .createdAt(in.instant())
        .pendingUntil(in.optional(in::instant).orElse(null))
        .acknowledgedAt(in.optional(in::instant).orElse(null))
        .acknowledgedBy(in.optional(in::text).orElse(null))
        .expiresAt(in.optional(in::instant).orElse(null))
        .overlap(in.optional(() -> Duration.ofMillis(in.number())).orElse(null))
        .overlapEndsAt(in.optional(in::instant).orElse(null))
        .endedAt(in.optional(in::instant).orElse(null))
        .endedBy(in.optional(in::text).orElse(null))
        .endReason(in.optional(in::text).orElse(null))
        .endNote(in.optional(in::text).orElse(null))
        .predecessorId(in.optional(in::text).orElse(null))
        .successorId(in.optional(in::text).orElse(null))
        .revealNumber((int) in.number())
        .permissionSource(in.text())
        .permissionsAssignedAt(in.instant())
        .build();
  }

  private VersionedId versionedId() {
    return new VersionedId(in.text(), in.number());
  }

  private StoredPartner partner() {
    PartnerRecord row = new PartnerRecord(in.text(), in.text(), in.number());
    return new StoredPartner(row.withSeal(in.optional(in::text).orElse(null)), in.text());
  }

  private AccountRecord account() {
    AccountRecord row = new AccountRecord(in.text(), in.text(), in.number());
    return row.withSeal(in.optional(in::text).orElse(null));
  }

  private IdempotencyRecord idempotency() {
    IdempotencyScope scope = new IdempotencyScope(in.text(), in.text(), in.text(), in.text());
    return new IdempotencyRecord(scope, in.text(), in.text(), in.instant(), in.instant());
  }

  private KeyUse use() {
    return new KeyUse(in.text(), in.instant());
  }

  private Trim trim() {
    return new Trim(in.number(), in.instant(), (int) in.number());
  }
}
