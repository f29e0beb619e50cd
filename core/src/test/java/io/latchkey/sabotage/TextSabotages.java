package io.latchkey.sabotage;

import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stores that break rule C7, each in its own way. */
final class TextSabotages {

  private TextSabotages() {}

  /** Compares ids without regard to case, as many a database does by default. */
  static final class FoldsIds extends ReferenceStore {
    @Override
    String id(String id) {
      return id.toLowerCase(Locale.ROOT);
    }
  }

  /** Compares ids without trailing spaces. */
  static final class TrimsIds extends ReferenceStore {
    @Override
    String id(String id) {
      return id.stripTrailing();
    }
  }

  /** Keeps instants to the second. */
  static final class TruncatesTime extends ReferenceStore {
    @Override
    StoredKey stored(StoredKey key, @Nullable StoredKey before) {
      Instant seconds = key.details().createdAt().truncatedTo(ChronoUnit.SECONDS);
      return super.stored(with(key, details -> details.createdAt(seconds)), before);
    }
  }

  /** Keeps what clocks on the wall say, without the zone they hang in. */
  static final class KeepsLocalTime extends ReferenceStore {
    @Override
    StoredKey stored(StoredKey key, @Nullable StoredKey before) {
      Instant createdAt = key.details().createdAt();
      Instant local =
          LocalDateTime.ofInstant(createdAt, ZoneId.systemDefault()).toInstant(ZoneOffset.UTC);
      return super.stored(with(key, details -> details.createdAt(local)), before);
    }

    @Override
    StoredKey returned(StoredKey key) {
      LocalDateTime local = LocalDateTime.ofInstant(key.details().createdAt(), ZoneOffset.UTC);
      Instant createdAt = local.atZone(ZoneId.systemDefault()).toInstant();
      return with(key, details -> details.createdAt(createdAt));
    }
  }

  /** Knows only the characters of the basic plane. */
  static final class LosesAstralCharacters extends ReferenceStore {
    @Override
    StoredKey stored(StoredKey key, @Nullable StoredKey before) {
      String description = key.details().description().replaceAll("[\\x{10000}-\\x{10ffff}]", "?");
      return super.stored(with(key, details -> details.description(description)), before);
    }
  }

  private static StoredKey with(StoredKey key, Consumer<KeyDetails.Builder> change) {
    KeyDetails.Builder details = key.details().toBuilder();
    change.accept(details);
    return new StoredKey(key.record(), details.build(), key.lastUsedAt().orElse(null));
  }
}
