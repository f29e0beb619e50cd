package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.internal.BuilderAccess;
import io.latchkey.internal.RandomBytes;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.Staging;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Ingestion-key management in one object: build it once for each process, close it when the process
 * ends. Thread-safe.
 *
 * <pre>{@code
 * Latchkey latchkey = Latchkey.builder(new MemoryKeyStore()).brand("acme").start();
 * }</pre>
 *
 * <p>{@link #partners} says who keys are for, {@link #issuer} creates and changes keys, {@link
 * #permissions} says what they may do, {@link #verifier} answers requests. Around them {@link
 * #keys} lists keys, {@link #audit} shows what happened, {@link #accounts} stops and erases
 * accounts, {@link #health} tells how this process is doing.
 *
 * @since 1.0
 */
public final class Latchkey implements AutoCloseable {

  private final Wiring wiring;

  private Latchkey(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Starts to build.
   *
   * @param store where keys are kept; the host closes it, after this object
   * @return a builder
   */
  public static Builder builder(KeyStore store) {
    return new Builder(Objects.requireNonNull(store, "store"));
  }

  /**
   * Creates keys and changes them.
   *
   * @return the issuer
   */
  public KeyIssuer issuer() {
    return wiring.issuer();
  }

  /**
   * Creates and replaces keys within a transaction of the host's: both the host's rows and the key,
   * or neither.
   *
   * @param staging the transaction, as the store given to {@link #builder} makes one of it; a key
   *     staged anywhere else is never adopted by this object
   * @return an issuer for this transaction alone
   * @throws IllegalStateException if the store does not declare {@link
   *     io.latchkey.spi.KeySource.Capability#STAGES}
   */
  public StagingIssuer within(Staging staging) {
    return wiring.within(Objects.requireNonNull(staging, "staging"));
  }

  /**
   * Knows the partners.
   *
   * @return the registry
   */
  public PartnerRegistry partners() {
    return wiring.partners();
  }

  /**
   * Says what keys may do.
   *
   * @return the assigner
   */
  public PermissionAssigner permissions() {
    return wiring.permissions();
  }

  /**
   * Verifies keys.
   *
   * @return the verifier
   */
  public KeyVerifier verifier() {
    return wiring.verifier();
  }

  /**
   * Lists keys.
   *
   * @return the directory
   */
  public KeyDirectory keys() {
    return wiring.keys();
  }

  /**
   * Shows what happened.
   *
   * @return the audit trail
   */
  public AuditTrail audit() {
    return wiring.audit();
  }

  /**
   * Stops and erases accounts.
   *
   * @return the registry of accounts
   */
  public AccountRegistry accounts() {
    return wiring.accounts();
  }

  /**
   * Looks after the seals of rows.
   *
   * @return the seals; without {@linkplain Builder#seal seal keys} its methods throw {@link
   *     IllegalStateException}
   */
  public Seals seals() {
    return wiring.seals();
  }

  /**
   * Exports what verifiers without a store need.
   *
   * @return the exporter of snapshots
   */
  public Snapshots snapshots() {
    return wiring.snapshots();
  }

  /**
   * Tells how this process is doing.
   *
   * @return the state of this moment
   */
  public Health health() {
    return wiring.health();
  }

  /**
   * Waits until keys can be verified.
   *
   * @param atMost the longest time to wait
   * @return true if the index is loaded and up to date, false if the time ran out
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public boolean awaitReady(Duration atMost) throws InterruptedException {
    return wiring.awaitReady(atMost);
  }

  /**
   * Writes the uses of keys that are known to this process to the store now, rather than within
   * seconds.
   *
   * @return how many keys' last uses were written
   */
  @CanIgnoreReturnValue
  public int flushUses() {
    return wiring.flushUses();
  }

  /**
   * Accepts that the store went back in time, once a person knows why: {@link Health} is well
   * again, and the acceptance stands in the host's audit trail. What this process had seen ended
   * stays ended.
   *
   * @param host who accepts it
   * @throws AccessDeniedException if the host policy says no
   * @throws StoreUnavailableException if the store fails
   */
  public void acceptRestore(HostActor host) {
    wiring.acceptRestore(Objects.requireNonNull(host, "host"));
  }

  /**
   * Stops what runs in the background, writes the last uses and the counts of denials, and
   * overwrites every text that could still be revealed. Verification answers <i>not available</i>
   * afterwards, and management throws {@link IllegalStateException}. Does not close the store.
   * Idempotent.
   */
  @Override
  public void close() {
    wiring.close();
  }

  /**
   * Builds {@link Latchkey}. Not thread-safe. Each method refuses nonsense at once and names what
   * is wrong.
   *
   * @since 1.0
   */
  public static final class Builder {

    private static final Duration LONGEST_TERM = Duration.ofDays(36_525);

    static {
      BuilderAccess.register((builder, random) -> ((Builder) builder).random = random);
    }

    final KeyStore store;
    final Set<String> acceptedBrands = new LinkedHashSet<>();
    final List<ApiType> apiTypes = new ArrayList<>(List.of(CandidateIngestion.CANDIDATE_INGESTION));
    final List<KeyEventListener> listeners = new ArrayList<>();
    @Nullable String brand;
    List<String> environments = List.of("live");
    AccessPolicy accessPolicy = AccessPolicy.webhookManagers();
    HostPolicy hostPolicy = HostPolicy.trusting();
    EntitlementPolicy entitlementPolicy = EntitlementPolicy.everyTier();
    Duration acknowledgeWithin = Duration.ofMinutes(15);
    @Nullable Duration defaultTerm;
    @Nullable Duration maxTerm;
    int maxLiveKeys;
    boolean activateOnCreate;
    boolean anyoneMayAcknowledge;
    boolean replaceForClosedPartners = true;
    Duration maxStaleness = Duration.ofSeconds(5);
    Duration pollInterval = Duration.ofSeconds(1);
    TimeSource time = TimeSource.system();
    LatchkeyMetrics metrics = SilentMetrics.INSTANCE;
    @Nullable PrivateKey auditSigningKey;
    @Nullable SealKeys sealKeys;
    SealMode sealMode = SealMode.REQUIRED;
    @Nullable SealAnchor sealAnchor;
    @Nullable SnapshotSigner snapshotSigner;
    @Nullable Executor executor;
    @Nullable RandomBytes random;

    private Builder(KeyStore store) {
      this.store = store;
    }

    /**
     * Sets the brand that every new key starts with. Required.
     *
     * @param name your product's name, {@code [a-z][a-z0-9]{1,11}}; choose it once, secret scanners
     *     find keys by it
     * @return this builder
     * @throws IllegalArgumentException if it is not of the form
     */
    @CanIgnoreReturnValue
    public Builder brand(String name) {
      brand = Identifiers.requireWord("brand", name);
      return this;
    }

    /**
     * Accepts keys of a further brand as well, after a rename.
     *
     * @param name the former brand
     * @return this builder
     * @throws IllegalArgumentException if it is not of the form
     */
    @CanIgnoreReturnValue
    public Builder acceptBrand(String name) {
      acceptedBrands.add(Identifiers.requireWord("brand", name));
      return this;
    }

    /**
     * Sets the environments whose keys are created and accepted; {@code live} if not set.
     *
     * @param first the default for new keys, {@code [a-z][a-z0-9]{1,11}}
     * @param further others
     * @return this builder
     * @throws IllegalArgumentException if one is not of the form or stands twice
     */
    @CanIgnoreReturnValue
    public Builder environments(String first, String... further) {
      List<String> names = new ArrayList<>();
      names.add(Identifiers.requireWord("environment", first));
      for (String name : further) {
        names.add(Identifiers.requireWord("environment", name));
      }
      if (Set.copyOf(names).size() != names.size()) {
        throw new IllegalArgumentException("an environment stands twice: " + names);
      }
      environments = List.copyOf(names);
      return this;
    }

    /**
     * Adds an API type of the host's own to the built-in one.
     *
     * @param type the type
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder apiType(ApiType type) {
      apiTypes.add(Objects.requireNonNull(type, "type"));
      return this;
    }

    /**
     * Swaps the access policy; {@link AccessPolicy#webhookManagers()} if not set.
     *
     * @param policy the policy
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder accessPolicy(AccessPolicy policy) {
      accessPolicy = Objects.requireNonNull(policy, "policy");
      return this;
    }

    /**
     * Swaps the host policy; {@link HostPolicy#trusting()} if not set.
     *
     * @param policy the policy
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder hostPolicy(HostPolicy policy) {
      hostPolicy = Objects.requireNonNull(policy, "policy");
      return this;
    }

    /**
     * Swaps the entitlement policy; {@link EntitlementPolicy#everyTier()} if not set.
     *
     * @param policy the policy
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder entitlementPolicy(EntitlementPolicy policy) {
      entitlementPolicy = Objects.requireNonNull(policy, "policy");
      return this;
    }

    /**
     * Sets how long a new key can be acknowledged, and its text read; 15 minutes if not set.
     *
     * @param deadline one second to 24 hours
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    @CanIgnoreReturnValue
    public Builder acknowledgeWithin(Duration deadline) {
      acknowledgeWithin =
          range("acknowledgeWithin", deadline, Duration.ofSeconds(1), Duration.ofHours(24));
      return this;
    }

    /**
     * Sets the term of a key for which none is stated; unlimited if not set, or the maximum if
     * there is one.
     *
     * @param term one minute to 100 years
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    @CanIgnoreReturnValue
    public Builder defaultTerm(Duration term) {
      defaultTerm = range("defaultTerm", term, Duration.ofMinutes(1), LONGEST_TERM);
      return this;
    }

    /**
     * Sets the longest term; unlimited if not set.
     *
     * @param term one minute to 100 years
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    @CanIgnoreReturnValue
    public Builder maxTerm(Duration term) {
      maxTerm = range("maxTerm", term, Duration.ofMinutes(1), LONGEST_TERM);
      return this;
    }

    /**
     * Limits the live keys (pending ones count, a replacement takes its original's place) that an
     * account may have for one partner and API type; no limit if not set.
     *
     * @param limit at least 1
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    @CanIgnoreReturnValue
    public Builder maxLiveKeys(int limit) {
      if (limit < 1) {
        throw new IllegalArgumentException("maxLiveKeys must be at least 1: " + limit);
      }
      maxLiveKeys = limit;
      return this;
    }

    /**
     * Makes keys live when they are created. By default a key is live only when somebody
     * acknowledged that it was stored, so that a key nobody has can't verify; with this, a key
     * whose text was lost goes on living until it is revoked. The reveal ends at the
     * acknowledgement, at the deadline, or when anything about the key changes.
     *
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder activateOnCreate() {
      activateOnCreate = true;
      return this;
    }

    /**
     * Lets everybody whom the access policy allows to acknowledge a key do so; by default only its
     * creator may.
     *
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder anyoneMayAcknowledge() {
      anyoneMayAcknowledge = true;
      return this;
    }

    /**
     * Refuses to replace keys whose partner is retired, has moved to OAuth or does not connect to
     * the API type any more. By default they can be replaced, to keep integrations that work alive.
     *
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder noReplacementForClosedPartners() {
      replaceForClosedPartners = false;
      return this;
    }

    /**
     * Sets the bound on staleness: when the change feed has been silent for longer, verification
     * answers <i>not available</i>; 5 seconds if not set.
     *
     * @param bound at least three poll intervals, at most one hour
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    @CanIgnoreReturnValue
    public Builder maxStaleness(Duration bound) {
      maxStaleness = range("maxStaleness", bound, Duration.ofMillis(30), Duration.ofHours(1));
      return this;
    }

    /**
     * Sets how often this process asks the store for changes when nothing wakes it; every second if
     * not set.
     *
     * @param interval 10 milliseconds to 20 minutes, at most a third of the bound on staleness
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    @CanIgnoreReturnValue
    public Builder pollInterval(Duration interval) {
      pollInterval = range("pollInterval", interval, Duration.ofMillis(10), Duration.ofMinutes(20));
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
     * Adds a listener for events that this process commits.
     *
     * @param listener the listener
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder listener(KeyEventListener listener) {
      listeners.add(Objects.requireNonNull(listener, "listener"));
      return this;
    }

    /**
     * Signs the heads of audit exports and the checkpoints of erased accounts; unsigned if not set.
     *
     * @param key an Ed25519 private key (RFC 8032), kept outside the store
     * @return this builder
     * @throws IllegalArgumentException if it is a key of another algorithm
     */
    @CanIgnoreReturnValue
    public Builder auditSigningKey(PrivateKey key) {
      Ed25519.require("auditSigningKey", Objects.requireNonNull(key, "key"));
      auditSigningKey = key;
      return this;
    }

    /**
     * Seals every row, and refuses rows that are not as the library wrote them, those without a
     * seal included; not sealed if not set. For a store that holds rows already, see {@link Seals}.
     *
     * @param keys the seal keys, kept outside the store
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder seal(SealKeys keys) {
      return seal(keys, SealMode.REQUIRED);
    }

    /**
     * The same, and says what becomes of rows without a seal.
     *
     * @param keys the seal keys, kept outside the store
     * @param mode whether rows without a seal are accepted for the time being
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder seal(SealKeys keys, SealMode mode) {
      sealKeys = Objects.requireNonNull(keys, "keys");
      sealMode = Objects.requireNonNull(mode, "mode");
      return this;
    }

    /**
     * Sets the memory by which an account, or the whole store, that is put back to an earlier state
     * is found; without one it is not.
     *
     * @param anchor keeps points outside the store
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder sealAnchor(SealAnchor anchor) {
      sealAnchor = Objects.requireNonNull(anchor, "anchor");
      return this;
    }

    /**
     * Signs snapshots, see {@link Latchkey#snapshots}; none can be exported if not set.
     *
     * @param keyId names the key in each snapshot, so that verifiers know which public key to check
     *     it with; of the form of an {@link AccountId}, for example {@code 2026-11}
     * @param key an Ed25519 private key (RFC 8032), kept outside the store
     * @return this builder
     * @throws IllegalArgumentException if the id is not of the form, or the key is one of another
     *     algorithm
     */
    @CanIgnoreReturnValue
    public Builder snapshotSigningKey(String keyId, PrivateKey key) {
      Identifiers.require("keyId", keyId);
      Ed25519.require("snapshotSigningKey", Objects.requireNonNull(key, "key"));
      snapshotSigner = new SnapshotSigner(keyId, key);
      return this;
    }

    /**
     * Runs what goes on in the background on the host's executor; on daemon threads of its own if
     * not set. There are three tasks, or four over a store that can {@linkplain
     * io.latchkey.spi.KeySource.Capability#WAKES wake} this node. They run until {@link
     * Latchkey#close}, so each needs a thread for itself.
     *
     * @param hostExecutor runs at least four tasks at the same time
     * @return this builder
     */
    @CanIgnoreReturnValue
    public Builder executor(Executor hostExecutor) {
      executor = Objects.requireNonNull(hostExecutor, "hostExecutor");
      return this;
    }

    /**
     * Builds the object and starts what runs in the background. Over a store in this process keys
     * can be verified when this method returns; over any other, management works at once and
     * verification as soon as the index is loaded, see {@link Latchkey#awaitReady}.
     *
     * @return the object
     * @throws IllegalStateException if the brand is not set, or settings contradict each other
     * @throws IllegalArgumentException if two API types share a name or a code
     */
    public Latchkey start() {
      if (brand == null) {
        throw new IllegalStateException(
            "brand is not set: call brand(\"acme\") with your product's name");
      }
      if (pollInterval.multipliedBy(3).compareTo(maxStaleness) > 0) {
        throw new IllegalStateException(
            "maxStaleness "
                + maxStaleness
                + " must be at least three times pollInterval "
                + pollInterval);
      }
      if (sealAnchor != null && sealKeys == null) {
        throw new IllegalStateException("a sealAnchor needs seal keys: call seal(...) as well");
      }
      if (defaultTerm != null && maxTerm != null && defaultTerm.compareTo(maxTerm) > 0) {
        throw new IllegalStateException(
            "defaultTerm " + defaultTerm + " is longer than maxTerm " + maxTerm);
      }
      return new Latchkey(Wiring.start(this, brand));
    }

    private static Duration range(String name, Duration value, Duration min, Duration max) {
      Objects.requireNonNull(value, name);
      if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
        throw new IllegalArgumentException(name + " must be " + min + " to " + max + ": " + value);
      }
      return value;
    }
  }
}
