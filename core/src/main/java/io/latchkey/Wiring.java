package io.latchkey;

import io.latchkey.internal.RandomBytes;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.Commit;
import io.latchkey.spi.KeySource;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.Staging;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Puts the parts together, starts and stops them. */
final class Wiring {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Engine engine;
  private final VerificationIndex index;
  private final VerifierEngine verifier;
  private final FeedFollower follower;
  private final Background background;
  private final DenialLog denials;
  private final LastUses uses;
  private final KeyCreation creation;
  private final KeyReplacement replacement;
  private final KeyIssuer issuer;
  private final PermissionAssigner permissions;
  private final KeyListing listing;
  private final AuditTrail audit;
  private final AccountRegistry accounts;
  private final Sealing sealing;
  private final Seals seals;
  private final Snapshots snapshots;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Wiring(Latchkey.Builder builder, String brand) {
    KeyStore bare = builder.store;
    ApiTypes types = new ApiTypes(builder.apiTypes);
    VerdictClock clock = new VerdictClock(builder.time);
    Settings settings = settings(builder, brand);
    LatchkeyMetrics metrics = GuardedMetrics.of(builder.metrics);
    AtomicLong partnersVersion = new AtomicLong();
    VerifierSettings verifying = verifying(builder, brand, types);

    index = new VerificationIndex(verifying);
    OpenReveals reveals = new OpenReveals(clock, index);
    sealing = Sealing.of(builder, bare, index, metrics);
    KeyStore store = sealing.store();
    denials = new DenialLog(store, clock);
    uses = new LastUses(index, store, metrics);
    follower =
        new FeedFollower(store, index, reveals, clock, metrics, partnersVersion, sealing.gate());
    boolean local = store.capabilities().contains(KeySource.Capability.LOCAL);
    verifier =
        new VerifierEngine(index, verifying, clock, builder.metrics, local ? follower::poll : null);

    Authorizer authorizer =
        new Authorizer(builder.accessPolicy, builder.hostPolicy, types, denials);
    LocalPublisher publisher =
        new LocalPublisher(
            index,
            reveals,
            List.copyOf(builder.listeners),
            partnersVersion,
            follower::committedHere,
            local ? follower::poll : () -> {});
    Transactions transactions =
        new Transactions(store, clock, publisher, metrics, sealing.commits());
    BeanChecks beans = new BeanChecks();
    PartnerEngine partners =
        new PartnerEngine(store, transactions, authorizer, types, partnersVersion::get, beans);
    RandomBytes random = builder.random == null ? new SecureRandomBytes() : builder.random;
    engine =
        new Engine(
            store,
            settings,
            types,
            clock,
            transactions,
            authorizer,
            builder.entitlementPolicy,
            partners,
            new KeyGenerator(random),
            reveals,
            new RequestChecks(settings, beans));

    PermissionRules rules = new PermissionRules(engine);
    Adoption adoption = new Adoption(engine, rules);
    KeyAccess access = new KeyAccess(engine, adoption);
    KeyMaker maker = new KeyMaker(engine);
    creation = new KeyCreation(engine, access, maker, rules);
    replacement = new KeyReplacement(engine, access, maker, rules);
    listing = new KeyListing(engine, access);
    issuer =
        new IssuerEngine(
            creation,
            replacement,
            new KeyChanges(engine, access),
            new BulkEndings(engine, access, adoption, verifier, follower::poll));
    permissions = new AssignerEngine(engine, access, rules, listing);
    audit = new AuditEngine(engine, access, builder.auditSigningKey);
    accounts = new AccountEngine(engine, adoption, builder.auditSigningKey);
    seals = sealing.seals(engine, follower::poll);
    snapshots = new SnapshotEngine(engine, access, index, follower, builder.snapshotSigner);
    Maintenance maintenance = new Maintenance(engine);
    background =
        new Background(
            store,
            follower,
            new Background.Chores(
                List.of(
                    new Background.Chore("ending reveals", Duration.ofSeconds(1), reveals::sweep)),
                List.of(
                    new Background.Chore(
                        "adopting staged keys", Duration.ofSeconds(1), adoption::sweep),
                    new Background.Chore("recording uses", Duration.ofSeconds(10), uses::flush),
                    new Background.Chore(
                        "recording denials", Duration.ofSeconds(10), () -> denials.flush(false)),
                    new Background.Chore(
                        "looking at seals again", Duration.ofSeconds(30), sealing::recheck),
                    new Background.Chore(
                        "maintenance",
                        Duration.ofSeconds(60),
                        () -> maintenance.run(follower.number())))),
            builder.pollInterval);
  }

  static Wiring start(Latchkey.Builder builder, String brand) {
    Wiring wiring = new Wiring(builder, brand);
    if (builder.store.capabilities().contains(KeySource.Capability.LOCAL)) {
      wiring.follower.poll();
    }
    wiring.background.start(builder.executor);
    return wiring;
  }

  private static Settings settings(Latchkey.Builder builder, String brand) {
    return new Settings(
        brand,
        builder.environments,
        builder.acknowledgeWithin,
        builder.defaultTerm,
        builder.maxTerm,
        builder.maxLiveKeys,
        builder.activateOnCreate,
        builder.anyoneMayAcknowledge,
        builder.replaceForClosedPartners);
  }

  private static VerifierSettings verifying(
      Latchkey.Builder builder, String brand, ApiTypes types) {
    Set<String> brands = new HashSet<>(builder.acceptedBrands);
    brands.add(brand);
    return new VerifierSettings(
        brands, Set.copyOf(builder.environments), types.map(), builder.maxStaleness);
  }

  KeyIssuer issuer() {
    return issuer;
  }

  StagingIssuer within(Staging staging) {
    if (!engine.store().capabilities().contains(KeySource.Capability.STAGES)) {
      throw new IllegalStateException("the store does not stage keys");
    }
    return new StagingEngine(engine, creation, replacement, staging);
  }

  PartnerRegistry partners() {
    return engine.partners();
  }

  PermissionAssigner permissions() {
    return permissions;
  }

  KeyVerifier verifier() {
    return verifier;
  }

  KeyDirectory keys() {
    return listing;
  }

  AuditTrail audit() {
    return audit;
  }

  AccountRegistry accounts() {
    return accounts;
  }

  Seals seals() {
    return seals;
  }

  Snapshots snapshots() {
    return snapshots;
  }

  int flushUses() {
    return uses.flush();
  }

  boolean awaitReady(Duration atMost) throws InterruptedException {
    return background.awaitLoaded(atMost);
  }

  Health health() {
    return new Health(
        status(),
        follower.number(),
        follower.age().orElse(null),
        background.notified(),
        index.size(),
        index.unflushedUses(),
        sealing.faults());
  }

  private Health.Status status() {
    if (closed.get()) {
      return Health.Status.CLOSED;
    }
    if (!follower.loaded()) {
      return Health.Status.LOADING;
    }
    if (index.unavailableAt(engine.clock().nowMillis(), engine.clock().nanoTime()) != null) {
      return Health.Status.STALE;
    }
    return follower.regressed() ? Health.Status.FEED_REGRESSED : Health.Status.READY;
  }

  void acceptRestore(HostActor host) {
    engine
        .transactions()
        .run(
            HostOperation.ACCEPT_RESTORE.code(),
            now -> {
              engine.authorizer().host(host, HostOperation.ACCEPT_RESTORE);
              if (!follower.regressed()) {
                return Plan.unchanged(false);
              }
              Map<String, String> facts = Map.of("feed_number", Long.toString(follower.number()));
              Commit commit =
                  Commit.builder(AuditChain.HOST)
                      .event(Events.host(now, host, "restore_accepted", Events.FEED, "feed", facts))
                      .build();
              return Plan.commit(commit, () -> true);
            });
    follower.acceptRestore();
  }

  void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    engine.transactions().close();
    background.stop(PATIENCE);
    index.close();
    engine.reveals().endAll();
    uses.close();
    denials.flush(true);
  }
}
