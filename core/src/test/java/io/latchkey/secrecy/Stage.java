package io.latchkey.secrecy;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.latchkey.AccountId;
import io.latchkey.AccountRegistry;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.ApiType;
import io.latchkey.AuditTrail;
import io.latchkey.Grant;
import io.latchkey.HostActor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyDirectory;
import io.latchkey.KeyIssuer;
import io.latchkey.KeyVerifier;
import io.latchkey.Latchkey;
import io.latchkey.LatchkeyMetrics;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerContact;
import io.latchkey.PartnerId;
import io.latchkey.PartnerRegistry;
import io.latchkey.PermissionAssigner;
import io.latchkey.RefusalReason;
import io.latchkey.RefusedException;
import io.latchkey.RejectionReason;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.UserLevel;
import io.latchkey.Verification;
import io.latchkey.sabotage.HonestStore;
import io.latchkey.secrecy.Evidence.Kind;
import io.latchkey.spi.KeyStore;
import io.latchkey.testing.ManualTime;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A host whose every answer, log line, event and measurement is kept. */
final class Stage implements AutoCloseable {

  static final HostActor HOST = HostActor.of("host-operator");
  static final AccountId ACME = AccountId.of("acme");
  static final Actor ALICE = manager(ACME, "alice");
  static final Actor BOB = manager(ACME, "bob");
  static final Actor STRANGER = manager(AccountId.of("globex"), "stranger");
  static final Actor FREE_RIDER = manager(AccountId.of("free-tier"), "fred");
  static final PartnerId NORTHWIND = PartnerId.of("northwind");
  static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb").defaultPermission("board.read").build();
  static final Revocation LOST = Revocation.because(RevocationReason.LOST);

  final Evidence evidence = new Evidence();
  final Recorder recorder = new Recorder(evidence);
  private final LogCapture logs = new LogCapture(evidence);

  /** What must be found nowhere: keys that nobody pasted anywhere, and all digests. */
  final Canary canary = new Canary();

  final Set<RefusalReason> refused = EnumSet.noneOf(RefusalReason.class);
  final Set<RejectionReason> rejected = EnumSet.noneOf(RejectionReason.class);
  final Set<String> failed = new TreeSet<>();

  final ManualTime time = ManualTime.at("2026-05-01T09:00:00Z");
  final KeyStore content = HonestStore.create();
  final FaultyStore store = new FaultyStore(content, canary);
  final KeyPair signing = ed25519();
  final Latchkey latchkey = builder().environments("lv", "st").start();
  final KeyIssuer issuer = recorder.watch(KeyIssuer.class, latchkey.issuer());
  final KeyVerifier verifier = recorder.watch(KeyVerifier.class, latchkey.verifier());
  final KeyDirectory keys = recorder.watch(KeyDirectory.class, latchkey.keys());
  final AuditTrail audit = recorder.watch(AuditTrail.class, latchkey.audit());
  final AccountRegistry accounts = recorder.watch(AccountRegistry.class, latchkey.accounts());
  final PartnerRegistry partners = recorder.watch(PartnerRegistry.class, latchkey.partners());
  final PermissionAssigner permissions =
      recorder.watch(PermissionAssigner.class, latchkey.permissions());

  private final Map<IssuedKey, String> texts = new HashMap<>();

  /** A builder with the shortest prefix, so that a whole key fits wherever an identifier does. */
  Latchkey.Builder builder() {
    return Latchkey.builder(store.asKeyStore())
        .brand("ab")
        .environments("lv")
        .apiType(JOB_BOARD)
        .timeSource(time)
        .entitlementPolicy((account, type) -> !account.equals(FREE_RIDER.account()))
        .auditSigningKey(signing.getPrivate())
        .metrics(recorder.watchCallbacks(LatchkeyMetrics.class))
        .listener(event -> recorder.result("listener", event))
        .listener(
            event -> {
              throw new IllegalStateException("the listener failed on " + event);
            });
  }

  static NewKey request(String description) {
    return NewKey.of(CANDIDATE_INGESTION, NORTHWIND, description);
  }

  /** Registers the partner that requests name. */
  void registerPartner() {
    partners.register(
        HOST,
        Partner.listed("northwind", "Northwind Sourcing")
            .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE, JOBS_VIEW)
            .contact(PartnerContact.builder("Integrations").email("team@example.com").build())
            .build());
  }

  /** Creates a key and looks for its secret from now on. */
  IssuedKey create(Actor actor, NewKey request) {
    return shown(issuer.create(actor, request), canary);
  }

  /** Creates a key that verifies. */
  IssuedKey live(NewKey request) {
    IssuedKey issued = create(ALICE, request);
    issuer.acknowledge(ALICE, issued);
    return issued;
  }

  /** Looks for the secret of a key that is just shown. */
  IssuedKey shown(IssuedKey issued, Canary lookFor) {
    issued.revealTo(characters -> texts.put(issued, new String(characters)));
    lookFor.addKey(text(issued));
    recorder.result("readable key", issued);
    return issued;
  }

  /** The text of a key, as whoever copied it has it. */
  String text(IssuedKey issued) {
    return texts.get(issued);
  }

  void verify(String text) {
    reject(verifier.verify(text));
  }

  /** Keeps the reason of a rejection; nothing if it is none. */
  void reject(Verification verification) {
    if (!verification.accepted()) {
      rejected.add(verification.rejection().reason());
    }
  }

  /** Does what must fail; what it throws was kept by whoever it was thrown through. */
  void refuse(ThrowingCallable call) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).as("this was to fail").isNotNull();
    if (failure instanceof RefusedException refusal) {
      refused.add(refusal.reason());
    }
    failed.add(failure.getClass().getSimpleName());
    recorder.failure("a call", failure);
  }

  void say(String where, String text) {
    evidence.add(Kind.SAID, where, text);
  }

  /** Takes what can be taken at any moment: health, and all that the store holds. */
  void look() {
    recorder.result("health", latchkey.health());
    Walk.store(evidence, content);
  }

  static String basic(String userAndPassword) {
    byte[] bytes = userAndPassword.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  static Actor manager(AccountId account, String id) {
    return Actor.of(account, ActorId.of(id), UserLevel.BASIC).with(Grant.MANAGE_WEBHOOKS);
  }

  private static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    latchkey.close();
    look();
    logs.close();
  }
}
