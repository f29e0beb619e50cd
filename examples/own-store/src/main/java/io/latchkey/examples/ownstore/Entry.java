package io.latchkey.examples.ownstore;

import io.latchkey.spi.Commit;
import io.latchkey.spi.KeyUse;
import io.latchkey.spi.Trim;
import java.util.List;
import java.util.Optional;

/** What one record of the journal says was done. */
sealed interface Entry {

  /** The first record: the name of the feed's history. */
  record Opened(String epoch) implements Entry {}

  /**
   * A commit that was made, and the seal that it gave the head of its chain; its guards and limit
   * held then and are not kept.
   */
  record Committed(Commit commit, Optional<String> seal) implements Entry {}

  /** Uses of keys, those alone that moved a last use forward. */
  record Used(List<KeyUse> uses) implements Entry {}

  /** A trim that removed something. */
  record Trimmed(Trim trim) implements Entry {}
}
