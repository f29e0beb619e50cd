package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Verifies keys from a signed snapshot, without a store: for gateways, and for partners who check
 * keys themselves. Thread-safe.
 *
 * <pre>{@code
 * SnapshotVerifier verifier =
 *     SnapshotVerifier.trusting("2026-11", hostKey).brand("acme").maxSnapshotAge(Duration.ofMinutes(10)).open(file);
 * verifier.verify(presented);
 * verifier.refresh(newerFile);     // whenever a newer one has come
 * }</pre>
 *
 * <p>It answers as the host's own verifier did when the snapshot was read, with these differences:
 *
 * <ul>
 *   <li><b>Age.</b> What changed since is not known. The bound is {@link Builder#maxSnapshotAge},
 *       counted from the start of the reading by the wall clock, and from opening by the monotonic
 *       one; beyond it every answer is {@link CallerView#NOT_AVAILABLE}.
 *   <li><b>First looks.</b> {@link Builder#open} checks the signature and what all keys share. The
 *       pages with the keys are checked in the background, and whoever asks for a key first has its
 *       page of some 18 kilobytes read and checked: nothing unchecked ever answers. When all are
 *       checked, well under a second for a million keys, no verification reads the file again, and
 *       nothing that happens to the file matters. Until then, a page that can't be read or is not
 *       as signed is {@link RejectionReason#SNAPSHOT_DAMAGED} for whoever asks for it. The first
 *       acceptance of each key in each snapshot makes a small object.
 *   <li><b>Last uses</b> are not recorded: there is no store to tell.
 *   <li>Keys that the host could not read are not in a snapshot, hence {@link
 *       RejectionReason#KEY_UNKNOWN}.
 * </ul>
 *
 * <p>It never goes back: a snapshot of an older state than one seen is refused, across restarts too
 * if there is a {@linkplain Builder#stateFile state file}. A key whose end was seen stays ended,
 * whatever a later snapshot says.
 *
 * @since 1.0
 */
public final class SnapshotVerifier implements KeyVerifier, AutoCloseable {

  private final SnapshotKeeper keeper;
  private final VerifierEngine engine;

  private SnapshotVerifier(SnapshotKeeper keeper, VerifierEngine engine) {
    this.keeper = keeper;
    this.engine = engine;
  }

  /**
   * Starts to build.
   *
   * @param keyId the id of the host's signing key, see {@link Latchkey.Builder#snapshotSigningKey}
   * @param key its public half, an Ed25519 key (RFC 8032) that came by a way you trust
   * @return a builder
   * @throws IllegalArgumentException if it is a key of another algorithm
   */
  public static Builder trusting(String keyId, PublicKey key) {
    return new Builder().trust(keyId, key);
  }

  /**
   * Takes over a newer snapshot: all of it is checked first, on the calling thread, some 300
   * milliseconds for a million keys; then every verification that begins is answered by it. Calls
   * take turns. If it is refused, the present one goes on answering.
   *
   * @param file the newer snapshot; not read any more when this returns
   * @return what the snapshot says of itself
   * @throws SnapshotException if it is refused
   * @throws IllegalStateException if this verifier is closed
   */
  @CanIgnoreReturnValue
  public SnapshotInfo refresh(Path file) {
    return keeper.next(Objects.requireNonNull(file, "file"));
  }

  /**
   * Accepts snapshots of another history of the host's store, once you know from the host that the
   * store was restored: the next {@link #refresh} may bring one, and from then on the former
   * history is refused.
   *
   * @param epoch the new epoch, as the host says it is
   */
  public void acceptEpoch(String epoch) {
    keeper.acceptEpoch(Objects.requireNonNull(epoch, "epoch"));
  }

  /**
   * The snapshot that answers now.
   *
   * @return what it says of itself
   * @throws IllegalStateException if this verifier is closed
   */
  public SnapshotInfo info() {
    return shown().info();
  }

  /**
   * Waits until every page of the present snapshot is checked. Only the first one can be unchecked:
   * later ones are checked before they answer.
   *
   * @param atMost the longest time to wait
   * @return true if every page is checked, false if the time ran out
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws IllegalStateException if this verifier is closed
   */
  public boolean awaitChecked(Duration atMost) throws InterruptedException {
    return shown().pages().awaitChecked(atMost);
  }

  /**
   * How many pages of the present snapshot can't answer, because they could not be read or were not
   * as signed. Fetch the snapshot anew if there is any.
   *
   * @return 0 if all is well, as far as it is checked
   * @throws IllegalStateException if this verifier is closed
   */
  public int damagedPages() {
    return shown().pages().damaged();
  }

  private SnapshotView shown() {
    SnapshotView view = keeper.index().shown();
    if (view == null) {
      throw new IllegalStateException("this verifier is closed");
    }
    return view;
  }

  @Override
  public Verification verify(@Nullable String keyText) {
    return engine.verify(keyText);
  }

  @Override
  public Verification verify(@Nullable String keyText, Permission required) {
    return engine.verify(keyText, required);
  }

  @Override
  public Verification verify(byte @Nullable [] keyBytes) {
    return engine.verify(keyBytes);
  }

  @Override
  public Verification verifyAuthorization(@Nullable String headerValue) {
    return engine.verifyAuthorization(headerValue);
  }

  @Override
  public Verification verifyAuthorization(@Nullable String headerValue, Permission required) {
    return engine.verifyAuthorization(headerValue, required);
  }

  /** Stops checking; every verification is answered <i>not available</i> afterwards. Idempotent. */
  @Override
  public void close() {
    keeper.close();
  }

  /**
   * Builds {@link SnapshotVerifier}. Not thread-safe. Each method refuses nonsense at once and
   * names what is wrong.
   *
   * @since 1.0
   */
  public static final class Builder {

    private static final Duration LONGEST_AGE = Duration.ofDays(30);

    private final Map<String, PublicKey> trusted = new HashMap<>();
    private final Set<String> brands = new LinkedHashSet<>();
    private final List<ApiType> apiTypes =
        new ArrayList<>(List.of(CandidateIngestion.CANDIDATE_INGESTION));
    private Set<String> environments = Set.of("live");
    private Duration maxSnapshotAge = Duration.ofMinutes(15);
    private TimeSource time = TimeSource.system();
    private LatchkeyMetrics metrics = SilentMetrics.INSTANCE;
    private @Nullable SnapshotScope scope;
    private @Nullable SnapshotState state;
    private @Nullable String acceptedEpoch;
    private @Nullable Executor executor;

    private Builder() {}

    /**
     * Trusts a further signing key, while the host goes over to it.
     *
     * @param keyId the id of the signing key
     * @param key its public half, an Ed25519 key
     * @return this builder
     * @throws IllegalArgumentException if it is a key of another algorithm
     */
    @CanIgnoreReturnValue
    public Builder trust(String keyId, PublicKey key) {
      Ed25519.require("key", Objects.requireNonNull(key, "key"));
      trusted.put(Identifiers.require("keyId", keyId), key);
      return this;
    }

    /**
     * Accepts keys of a brand. At least one is required; a second one after a rename.
     *
     * @param name the brand, {@code [a-z][a-z0-9]{1,11}}
     * @return this builder
     * @throws IllegalArgumentException if it is not of the form
     */
    @CanIgnoreReturnValue
    public Builder brand(String name) {
      brands.add(Identifiers.requireWord("brand", name));
      return this;
    }

    /**
     * Sets the environments whose keys are accepted; {@code live} if not set.
     *
     * @param first an environment, {@code [a-z][a-z0-9]{1,11}}
     * @param further others
     * @return this builder
     * @throws IllegalArgumentException if one is not of the form
     */
    @CanIgnoreReturnValue
    public Builder environments(String first, String... further) {
      Set<String> names = new LinkedHashSet<>();
      names.add(Identifiers.requireWord("environment", first));
      for (String name : further) {
        names.add(Identifiers.requireWord("environment", name));
      }
      environments = names;
      return this;
    }

    /**
     * Adds an API type of the host's own to the built-in one; keys of other types are refused as
     * {@link RejectionReason#KEY_UNREADABLE}.
     *
     * @param type the type, with the name and code that it has at the host
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder apiType(ApiType type) {
      apiTypes.add(Objects.requireNonNull(type, "type"));
      return this;
    }

    /**
     * Sets the bound on a snapshot's age, which is how long a revocation may take to get here; 15
     * minutes if not set.
     *
     * @param bound one second to 30 days
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    @CanIgnoreReturnValue
    public Builder maxSnapshotAge(Duration bound) {
      if (bound.compareTo(Duration.ofSeconds(1)) < 0 || bound.compareTo(LONGEST_AGE) > 0) {
        throw new IllegalArgumentException(
            "maxSnapshotAge must be PT1S to " + LONGEST_AGE + ": " + bound);
      }
      maxSnapshotAge = bound;
      return this;
    }

    /**
     * Takes snapshots of one scope only; if not set, those of the scope that the first one has.
     *
     * @param expected the scope
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder scope(SnapshotScope expected) {
      scope = Objects.requireNonNull(expected, "expected");
      return this;
    }

    /**
     * Sets the file in which this verifier remembers the newest snapshot seen, so that an older one
     * is refused after a restart as well. It is written atomically and forced to disk before a
     * snapshot answers. Use it for one process at a time, and keep it where whoever delivers
     * snapshots can't write: removing it forgets.
     *
     * @param file the file; made when it is not there, in a directory that is
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder stateFile(Path file) {
      state = new SnapshotState(Objects.requireNonNull(file, "file"));
      return this;
    }

    /**
     * Accepts snapshots of another history than the one in the state file, see {@link
     * SnapshotVerifier#acceptEpoch}.
     *
     * @param epoch the new epoch, as the host says it is
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder acceptEpoch(String epoch) {
      acceptedEpoch = Objects.requireNonNull(epoch, "epoch");
      return this;
    }

    /**
     * Swaps the source of time, for tests; {@link TimeSource#system()} if not set.
     *
     * @param source the source
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder timeSource(TimeSource source) {
      time = Objects.requireNonNull(source, "source");
      return this;
    }

    /**
     * Sets what receives measurements; nothing if not set.
     *
     * @param receiver the receiver
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder metrics(LatchkeyMetrics receiver) {
      metrics = Objects.requireNonNull(receiver, "receiver");
      return this;
    }

    /**
     * Checks the pages of the first snapshot on the host's executor; on a daemon thread of its own
     * if not set. The task ends when all is checked or the verifier is closed.
     *
     * @param hostExecutor runs one task
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder executor(Executor hostExecutor) {
      executor = Objects.requireNonNull(hostExecutor, "hostExecutor");
      return this;
    }

    /**
     * Opens a snapshot and starts to check its pages. Keys can be verified when this returns.
     *
     * @param file the snapshot; written to another name first and renamed when it was complete, so
     *     that nobody ever sees half of one
     * @return the verifier
     * @throws SnapshotException if the snapshot is refused
     * @throws IllegalStateException if no brand is set
     * @throws IllegalArgumentException if two API types share a name or a code
     */
    public SnapshotVerifier open(Path file) {
      Objects.requireNonNull(file, "file");
      if (brands.isEmpty()) {
        throw new IllegalStateException("brand is not set: call brand(\"acme\") with the host's");
      }
      VerifierSettings verifying =
          new VerifierSettings(brands, environments, new ApiTypes(apiTypes).map(), maxSnapshotAge);
      VerdictClock clock = new VerdictClock(time);
      SnapshotKeeper keeper =
          new SnapshotKeeper(new SnapshotSettings(verifying, trusted, scope, state), clock);
      if (acceptedEpoch != null) {
        keeper.acceptEpoch(acceptedEpoch);
      }
      SnapshotPages pages = keeper.first(file);
      VerifierEngine engine = new VerifierEngine(keeper.index(), verifying, clock, metrics, null);
      SnapshotVerifier verifier = new SnapshotVerifier(keeper, engine);
      boolean checking = false;
      try {
        Background.run(executor, "latchkey-snapshot", pages::checkAll);
        checking = true;
      } finally {
        if (!checking) {
          verifier.close();
        }
      }
      return verifier;
    }
  }
}
