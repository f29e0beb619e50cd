package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATES_VIEW;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.sabotage.HonestStore;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeyStore;
import io.latchkey.testing.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A host as tests need one: a clock that stands still, a store, a partner or two, and people with
 * and without rights. Close it at the end.
 */
final class World implements AutoCloseable {

  static final HostActor HOST = HostActor.of("console");
  static final AccountId GLOBEX = AccountId.of("globex");
  static final AccountId INITECH = AccountId.of("initech");

  static final Actor ADMIN = manager(GLOBEX, "u-admin");
  static final Actor COLLEAGUE = manager(GLOBEX, "u-colleague");

  /** May do everything, in another account. */
  static final Actor STRANGER = manager(INITECH, "u-stranger");

  /** Lacks the grant. */
  static final Actor POWERLESS = Actor.of(GLOBEX, ActorId.of("u-powerless"), UserLevel.SITE_ADMIN);

  static final PartnerId NORTHWIND = PartnerId.of("northwind");
  static final PartnerId CONTOSO = PartnerId.of("contoso");
  static final URI OAUTH_SETUP = URI.create("https://contoso.example/setup");
  static final Duration DEADLINE = Duration.ofMinutes(15);
  static final Duration BLINK = Duration.ofMillis(1);

  final ManualTime time;
  final KeyStore store;
  final Latchkey latchkey;
  private final List<Latchkey> others = new ArrayList<>();

  private World(KeyStore store, ManualTime time, Consumer<Latchkey.Builder> settings) {
    this.store = store;
    this.time = time;
    latchkey = start(store, time, settings);
  }

  static World create() {
    return create(builder -> {});
  }

  static World create(Consumer<Latchkey.Builder> settings) {
    return on(InterceptedStore.local(HonestStore.create()).store(), settings);
  }

  /** Over a store of the test's choice. */
  static World on(KeyStore store, Consumer<Latchkey.Builder> settings) {
    World world = new World(store, ManualTime.at("2030-01-01T00:00:00Z"), settings);
    world.partners().register(HOST, northwind());
    world
        .partners()
        .register(
            HOST,
            Partner.listed(CONTOSO.value(), "Contoso")
                .connectsByOAuth(CANDIDATE_INGESTION, OAUTH_SETUP)
                .build());
    return world;
  }

  private static Partner northwind() {
    return Partner.listed(NORTHWIND.value(), "Northwind")
        .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE, JOBS_VIEW)
        .build();
  }

  static Latchkey start(KeyStore store, ManualTime time, Consumer<Latchkey.Builder> settings) {
    Latchkey.Builder builder =
        Latchkey.builder(store).brand("acme").timeSource(time).pollInterval(Duration.ofMillis(20));
    settings.accept(builder);
    return builder.start();
  }

  /** Another process over the same store. */
  Latchkey otherNode() {
    return otherNode(store, builder -> {});
  }

  Latchkey otherNode(KeyStore through, Consumer<Latchkey.Builder> settings) {
    Latchkey other = start(through, time, settings);
    others.add(other);
    return other;
  }

  static Actor manager(AccountId account, String id) {
    return Actor.of(account, ActorId.of(id), UserLevel.BASIC).with(Grant.MANAGE_WEBHOOKS);
  }

  KeyIssuer issuer() {
    return latchkey.issuer();
  }

  PartnerRegistry partners() {
    return latchkey.partners();
  }

  /** What a person asks for who asks for nothing special. */
  static NewKey request() {
    return NewKey.of(CANDIDATE_INGESTION, NORTHWIND, "Sourced candidates");
  }

  /** A pending key of the administrator's. */
  @CanIgnoreReturnValue
  IssuedKey create(NewKey request) {
    return issuer().create(ADMIN, request);
  }

  @CanIgnoreReturnValue
  IssuedKey pending() {
    return create(request());
  }

  /** A live key and its text, as the integration has it. */
  @CanIgnoreReturnValue
  Held active() {
    return active(request());
  }

  @CanIgnoreReturnValue
  Held active(NewKey request) {
    return acknowledged(create(request));
  }

  @CanIgnoreReturnValue
  Held acknowledged(IssuedKey issued) {
    Held held = Held.of(issued);
    acknowledge(issued);
    return held;
  }

  @CanIgnoreReturnValue
  KeyInfo acknowledge(IssuedKey issued) {
    return issuer().acknowledge(ADMIN, issued);
  }

  @CanIgnoreReturnValue
  KeyInfo disable(KeyId id) {
    return issuer().disable(ADMIN, id);
  }

  @CanIgnoreReturnValue
  KeyInfo enable(KeyId id) {
    return issuer().enable(ADMIN, id);
  }

  @CanIgnoreReturnValue
  KeyInfo revoke(KeyId id) {
    return issuer().revoke(ADMIN, id, Revocation.because(RevocationReason.LOST));
  }

  @CanIgnoreReturnValue
  IssuedKey replace(Replacement request) {
    return issuer().replace(ADMIN, request);
  }

  /** Gives Northwind another profile. */
  void northwindRequires(Permission... permissions) {
    partners().update(HOST, NORTHWIND, edit -> edit.requires(CANDIDATE_INGESTION, permissions));
  }

  void northwindMovesToOAuth() {
    partners()
        .update(HOST, NORTHWIND, edit -> edit.connectsByOAuth(CANDIDATE_INGESTION, OAUTH_SETUP));
  }

  /** A profile that is not the one Northwind starts with. */
  void northwindAlsoViewsCandidates() {
    northwindRequires(CANDIDATES_CREATE, JOBS_VIEW, CANDIDATES_VIEW);
  }

  KeyInfo info(KeyId id) {
    return latchkey.keys().find(ADMIN, id);
  }

  KeyState state(KeyId id) {
    return info(id).state();
  }

  /** {@code ACCEPTED}, or the name of the reason why not. */
  String verdict(String text) {
    return verdict(latchkey, text);
  }

  static String verdict(Latchkey node, String text) {
    return node.verifier().verify(text).fold(key -> "ACCEPTED", no -> no.reason().name());
  }

  List<AuditEntry> trail() {
    return latchkey.audit().read(ADMIN, 0, 1_000);
  }

  List<AuditEntry> hostTrail() {
    return latchkey.audit().read(HOST, 0, 1_000);
  }

  /** The types of the account's events, oldest first. */
  List<String> eventTypes() {
    return trail().stream().map(AuditEntry::type).toList();
  }

  /** The newest event of the account. */
  AuditEntry lastEvent() {
    List<AuditEntry> trail = trail();
    return trail.get(trail.size() - 1);
  }

  /** The row of a key of the administrator's account, as the store has it. */
  KeyRecord row(KeyId id) {
    return store.findKey(GLOBEX.value(), id.value()).orElseThrow().record();
  }

  /** Everything that the store shows, to compare before and after. */
  Stored stored() {
    return Stored.in(store, GLOBEX, INITECH);
  }

  @Override
  public void close() {
    others.forEach(Latchkey::close);
    latchkey.close();
  }
}
