package io.latchkey.examples.ownstore;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.Commit;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import io.latchkey.spi.Trim;
import io.latchkey.spi.VersionedId;

/** Writes entries as bytes: a byte for the kind, then the parts that {@link EntryReader} reads. */
final class EntryWriter {

  private final Bytes.Out out = new Bytes.Out();

  private EntryWriter() {}

  static byte[] write(Entry entry) {
    EntryWriter writer = new EntryWriter();
    if (entry instanceof Entry.Opened opened) {
      writer.out.number(EntryReader.OPENED).text(opened.epoch());
    } else if (entry instanceof Entry.Committed committed) {
      writer.out.number(EntryReader.COMMITTED);
      writer.commit(committed.commit());
      writer.out.optional(committed.seal(), writer.out::text);
    } else if (entry instanceof Entry.Used used) {
      writer.out.number(EntryReader.USED).list(used.uses(), writer::use);
    } else if (entry instanceof Entry.Trimmed trimmed) {
      writer.out.number(EntryReader.TRIMMED);
      writer.trim(trimmed.trim());
    }
    return writer.out.toBytes();
  }

  private void commit(Commit commit) {
    out.text(commit.chain())
        .list(commit.events(), this::event)
        .list(commit.keyInserts(), this::key)
        .list(commit.keyUpdates(), this::key)
        .list(commit.keyDeletes(), this::versionedId)
        .list(commit.partners(), this::partner)
        .list(commit.accounts(), this::account)
        .optional(commit.idempotency(), this::idempotency)
        .optional(commit.chainCut(), cut -> out.text(cut.chain()).number(cut.through()));
  }

  private void event(EventDraft event) {
    out.instant(event.at())
        .text(event.actorKind())
        .text(event.actorId())
        .text(event.type())
        .text(event.subjectKind())
        .text(event.subjectId())
        .map(event.details());
  }

  private void key(StoredKey key) {
    record(key.record());
    details(key.details());
  }

  private void record(KeyRecord key) {
    out.text(key.keyId())
        .text(key.accountId())
        .text(key.partnerId())
        .text(key.apiType())
        .text(key.brand())
        .text(key.environment())
        .text(key.digestAlgorithm())
        .bytes(key.digest())
        .list(key.permissions(), out::text)
        .text(key.state())
        .optional(key.endsAt(), out::instant)
        .optional(key.endState(), out::text)
        .number(key.version())
        .optional(key.seal(), out::text);
  }

  private void details(KeyDetails key) {
    out.text(key.tail())
        .text(key.description())
        .text(key.searchText())
        .map(key.labels())
        .text(key.createdBy())
        .instant(key.createdAt())
        .optional(key.pendingUntil(), out::instant)
        .optional(key.acknowledgedAt(), out::instant)
        .optional(key.acknowledgedBy(), out::text)
        .optional(key.expiresAt(), out::instant)
        .optional(key.overlap(), overlap -> out.number(overlap.toMillis()))
        .optional(key.overlapEndsAt(), out::instant)
        .optional(key.endedAt(), out::instant)
        .optional(key.endedBy(), out::text)
        .optional(key.endReason(), out::text)
        .optional(key.endNote(), out::text)
        .optional(key.predecessorId(), out::text)
        .optional(key.successorId(), out::text)
        .number(key.revealNumber())
        .text(key.permissionSource())
        .instant(key.permissionsAssignedAt());
  }

  private void versionedId(VersionedId row) {
    out.text(row.id()).number(row.version());
  }

  private void partner(StoredPartner partner) {
    PartnerRecord row = partner.record();
    out.text(row.id())
        .text(row.status())
        .number(row.version())
        .optional(row.seal(), out::text)
        .text(partner.document());
  }

  private void account(AccountRecord account) {
    out.text(account.id())
        .text(account.status())
        .number(account.version())
        .optional(account.seal(), out::text);
  }

  private void idempotency(IdempotencyRecord request) {
    out.text(request.scope().accountId())
        .text(request.scope().actorId())
        .text(request.scope().operation())
        .text(request.scope().idempotencyKey())
        .text(request.fingerprint())
        .text(request.keyId())
        .instant(request.createdAt())
        .instant(request.expiresAt());
  }

  private void use(KeyUse use) {
    out.text(use.keyId()).instant(use.usedAt());
  }

  private void trim(Trim trim) {
    out.number(trim.feedThrough()).instant(trim.idempotencyBefore()).number(trim.limit());
  }
}
