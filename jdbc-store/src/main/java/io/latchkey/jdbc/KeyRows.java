package io.latchkey.jdbc;

import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StoredKey;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keys to columns and back, in the order of the columns in {@link Sql}. */
final class KeyRows {

  private KeyRows() {}

  static void write(Params params, StoredKey key) throws SQLException {
    write(params, key.record());
    write(params, key.details());
  }

  private static void write(Params params, KeyRecord key) throws SQLException {
    params
        .id(key.keyId())
        .id(key.accountId())
        .id(key.partnerId())
        .id(key.apiType())
        .id(key.brand())
        .id(key.environment())
        .id(key.digestAlgorithm())
        .bytes(key.digest())
        .text(StoredText.join(key.permissions()))
        .id(key.state())
        .instant(key.endsAt())
        .id(key.endState())
        .number(key.version())
        .text(key.seal());
  }

  private static void write(Params params, KeyDetails key) throws SQLException {
    params
        .id(key.tail())
        .text(key.description())
        .text(key.searchText())
        .text(StoredText.joinMap(key.labels()))
        .id(key.createdBy())
        .instant(key.createdAt())
        .instant(key.pendingUntil())
        .instant(key.acknowledgedAt())
        .id(key.acknowledgedBy())
        .instant(key.expiresAt())
        .id(key.overlap().map(Duration::toString))
        .instant(key.overlapEndsAt())
        .instant(key.endedAt())
        .id(key.endedBy())
        .text(key.endReason())
        .text(key.endNote())
        .id(key.predecessorId())
        .id(key.successorId())
        .count(key.revealNumber())
        .text(key.permissionSource())
        .instant(key.permissionsAssignedAt());
  }

  static StoredKey key(Row row) throws SQLException {
    KeyRecord record = record(row);
    KeyDetails details = details(row);
    return new StoredKey(record, details, row.instantOrNull());
  }

  /** A key from a table that knows no last use. */
  static StoredKey unused(Row row) throws SQLException {
    KeyRecord record = record(row);
    return new StoredKey(record, details(row), null);
  }

  static KeyRecord record(Row row) throws SQLException {
    KeyRecord.Builder key =
        KeyRecord.builder()
            .keyId(row.id())
            .accountId(row.id())
            .partnerId(row.id())
            .apiType(row.id())
            .brand(row.id())
            .environment(row.id())
            .digest(row.id(), row.bytes())
            .permissions(StoredText.split(row.text()))
            .state(row.id());
    Instant endsAt = row.instantOrNull();
    String endState = row.idOrNull();
    if ((endsAt == null) != (endState == null)) {
      throw new IllegalStateException("ends_at and end_state go together");
    }
    if (endsAt != null && endState != null) {
      key.ends(endsAt, endState);
    }
    return key.version(row.number()).seal(row.textOrNull()).build();
  }

  private static KeyDetails details(Row row) throws SQLException {
    return KeyDetails.builder()
        .tail(row.id())
        .description(row.text())
        .searchText(row.text())
        .labels(StoredText.splitMap(row.text()))
        .createdBy(row.id())
        .createdAt(row.instant())
        .pendingUntil(row.instantOrNull())
        .acknowledgedAt(row.instantOrNull())
        .acknowledgedBy(row.idOrNull())
        .expiresAt(row.instantOrNull())
        .overlap(duration(row.idOrNull()))
        .overlapEndsAt(row.instantOrNull())
        .endedAt(row.instantOrNull())
        .endedBy(row.idOrNull())
        .endReason(row.textOrNull())
        .endNote(row.textOrNull())
        .predecessorId(row.idOrNull())
        .successorId(row.idOrNull())
        .revealNumber(row.count())
        .permissionSource(row.text())
        .permissionsAssignedAt(row.instant())
        .build();
  }

  private static @Nullable Duration duration(@Nullable String text) {
    return text == null ? null : Duration.parse(text);
  }
}
