package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.StagedKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a commit on its way to the store. Thread-safe. */
interface CommitSealing {

  /**
   * The commit as it is to be written. A row that replaces another comes with the seal of that one
   * and goes with its own.
   *
   * @throws RefusedException if the rows that the commit belongs to are known to have been meddled
   *     with
   */
  Commit seal(Commit commit);

  /**
   * What has to be committed before a commit can be sealed, after which everything is decided
   * afresh; null if nothing.
   */
  @Nullable Commit first(Commit commit, Instant now);

  /** A key as it is to be staged. */
  StagedKey seal(StagedKey staged);

  /** The commit was made. Does not throw. */
  void committed(Commit sealed);
}
