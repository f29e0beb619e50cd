package io.latchkey.secrecy;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.secrecy.Stage.ACME;
import static io.latchkey.secrecy.Stage.ALICE;
import static io.latchkey.secrecy.Stage.FREE_RIDER;
import static io.latchkey.secrecy.Stage.HOST;
import static io.latchkey.secrecy.Stage.LOST;
import static io.latchkey.secrecy.Stage.NORTHWIND;
import static io.latchkey.secrecy.Stage.STRANGER;
import static io.latchkey.secrecy.Stage.basic;
import static io.latchkey.secrecy.Stage.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.AccountStatus;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.AuditCheck;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.KeyIssuer;
import io.latchkey.KeyQuery;
import io.latchkey.KeyText;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.Replacement;
import io.latchkey.SealKeys;
import io.latchkey.Seals;
import io.latchkey.UserLevel;
import io.latchkey.secrecy.FaultyStore.Fault;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StoredKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.spec.SecretKeySpec;

/** What goes wrong: for callers, for users, for the host and for its store. */
final class Mistakes {

  private static final KeyId NO_KEY = KeyId.of("0000000000000000");
  private static final Actor GUEST = Actor.of(ACME, ActorId.of("guest"), UserLevel.BASIC);

  private final Stage on;

  Mistakes(Stage on) {
    this.on = on;
  }

  void run() throws Exception {
    IssuedKey issued = on.live(request("tried"));
    textsAreWrong(on.text(issued));
    headersAreWrong(on.text(issued));
    ownersAreStopped(on.text(issued));
    processesDiffer(on.text(issued));
    sealsAreMissing(issued);
    usesAreLost(on.text(issued));
    requestsAreRefused();
    partnersAreRefused();
    trailsAreBroken();
    EnumSet<Fault> faults = EnumSet.complementOf(EnumSet.of(Fault.NONE));
    faults.forEach(fault -> storeFails(fault, on.create(ALICE, request("before " + fault))));
    accountsEnd();
  }

  private void textsAreWrong(String text) throws IOException {
    for (String wrong :
        Arrays.asList(
            null,
            "",
            text.substring(3),
            text + "0".repeat(200),
            " " + text,
            "zz" + text.substring(2),
            text.substring(0, 40) + "-" + text.substring(41),
            text.substring(0, 40) + "\u0660" + text.substring(41),
            mistyped(text),
            otherSecret(text),
            otherId(text),
            unreadable(text))) {
      on.verify(wrong);
      on.recorder.result("form of a wrong text", KeyText.inspect(wrong));
    }
  }

  /** The secret differs by a typing error, which the checksum finds. */
  static String mistyped(String text) {
    char typed = text.charAt(45) == 'x' ? 'y' : 'x';
    return text.substring(0, 45) + typed + text.substring(46);
  }

  /** A well-formed text with the same id; its checksum is worked out here. */
  static String otherSecret(String text) {
    return withChecksum(mistyped(text));
  }

  private static String otherId(String text) {
    return withChecksum(text.substring(0, 10) + "Other1d" + text.substring(17));
  }

  private static String withChecksum(String text) {
    String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    String unchecked = text.substring(0, text.length() - 6);
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(unchecked.getBytes(StandardCharsets.US_ASCII));
    StringBuilder checksum = new StringBuilder();
    for (long rest = crc.getValue(), i = 0; i < 6; i++, rest /= 62) {
      checksum.append(digits.charAt((int) (rest % 62)));
    }
    return unchecked + checksum.reverse();
  }

  /** The text of a key whose row another version of the library, or an accident, has written. */
  private String unreadable(String like) {
    String text = withChecksum(like.substring(0, 10) + "Unread1" + like.substring(17));
    StoredKey known = on.content.listKeys(KeyCriteria.builder(1).build()).get(0);
    KeyRecord record =
        known.record().toBuilder()
            .keyId(text.substring(text.length() - 55, text.length() - 39))
            .digest("of-tomorrow", new byte[32])
            .version(1)
            .build();
    EventDraft event =
        new EventDraft(on.time.now(), "host", "test", "planted", "key", "k", new TreeMap<>());
    StoredKey key = new StoredKey(record, known.details(), null);
    Commit commit = Commit.builder("acme").insertKey(key).event(event).build();
    assertThat(on.content.commit(commit).status()).isEqualTo(CommitResult.Status.COMMITTED);
    on.time.advance(Duration.ofMinutes(1));
    return text;
  }

  private void headersAreWrong(String text) {
    String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    for (String wrong :
        Arrays.asList(
            null,
            "Basic " + "A".repeat(300),
            "Digest " + text,
            "Basic",
            "Basic " + encoded,
            "Basic " + encoded + ":",
            "Basic *" + encoded,
            basic(text + ":password"),
            basic(":" + text),
            basic(":"),
            "Bearer \"" + text + "\"")) {
      on.reject(on.verifier.verifyAuthorization(wrong));
    }
  }

  private void ownersAreStopped(String text) {
    on.partners.suspend(HOST, NORTHWIND);
    on.verify(text);
    on.partners.resume(HOST, NORTHWIND);
    on.accounts.suspend(HOST, ACME);
    on.verify(text);
    on.refuse(() -> on.issuer.create(ALICE, request("stopped")));
    on.accounts.resume(HOST, ACME);
    assertThat(on.accounts.status(ACME)).isEqualTo(AccountStatus.ACTIVE);
  }

  /** A process with another environment, and one with a limit, on the same store. */
  private void processesDiffer(String text) {
    try (Latchkey other = on.builder().environments("st").start()) {
      on.reject(other.verifier().verify(text));
    }
    try (Latchkey narrow = on.builder().maxLiveKeys(1).start()) {
      on.refuse(() -> narrow.issuer().create(ALICE, request("one too many")));
    }
  }

  private void sealsAreMissing(IssuedKey issued) {
    SealKeys keys = SealKeys.of(1, new SecretKeySpec(new byte[32], "HmacSHA256"));
    try (Latchkey other = on.builder().seal(keys).start()) {
      Seals seals = on.recorder.watch(Seals.class, other.seals());
      on.reject(other.verifier().verify(on.text(issued)));
      on.refuse(() -> other.issuer().disable(ALICE, issued.id()));
      assertThat(seals.status(HOST).unsealed()).isPositive();
      assertThat(seals.reseal(HOST, report -> {}).refused()).isNotEmpty();
      on.refuse(() -> seals.acceptRows(HOST, ACME));
      seals.acceptRows(HOST, STRANGER.account());
      seals.acceptHostRows(HOST);
      on.recorder.result("health without seals", other.health());
    }
  }

  private void usesAreLost(String text) {
    try (Latchkey other = on.builder().start()) {
      assertThat(other.verifier().verify(text).accepted()).isTrue();
      on.store.fail(Fault.UNAVAILABLE);
    }
    on.store.fail(Fault.NONE);
  }

  private void requestsAreRefused() {
    NewKey wrong = request(" ").expiresAt(Instant.EPOCH).environment("none").idempotencyKey("");
    on.refuse(() -> on.issuer.create(ALICE, wrong));
    on.refuse(() -> on.issuer.create(GUEST, request("denied")));
    on.refuse(() -> on.keys.find(GUEST, NO_KEY));
    on.refuse(() -> on.keys.find(STRANGER, NO_KEY));
    on.refuse(() -> on.issuer.create(FREE_RIDER, request("not in this tier")));
    for (String id : List.of("nobody", "retired", "suspended", "oauth-only", "unconnected")) {
      NewKey refused = NewKey.of(CANDIDATE_INGESTION, PartnerId.of(id), "refused");
      on.refuse(() -> on.issuer.create(ALICE, refused));
    }
  }

  private void partnersAreRefused() {
    ByteArrayInputStream json = new ByteArrayInputStream(new byte[] {'{', '}'});
    on.refuse(() -> on.partners.load(HOST, json));
    on.refuse(() -> on.partners.register(HOST, Partner.listed("northwind", "Again").build()));
    on.refuse(() -> on.partners.retire(HOST, Partner.CUSTOM.id()));
    on.refuse(() -> on.partners.retire(HOST, PartnerId.of("nobody")));
  }

  private void trailsAreBroken() throws IOException {
    StringBuilder trail = new StringBuilder();
    on.audit.export(ALICE, trail);
    AuditCheck right =
        AuditCheck.of(new StringReader(trail.toString())).signedBy(on.signing.getPublic()).check();
    assertThat(right.proven()).isTrue();
    on.recorder.result("check", right);
    AuditCheck broken = AuditCheck.of(new StringReader(trail.substring(0, 500))).check();
    assertThat(broken.intact()).isFalse();
    on.recorder.result("check of a part", broken);
  }

  private void storeFails(Fault fault, IssuedKey issued) {
    on.store.fail(fault);
    on.refuse(() -> on.issuer.create(ALICE, request("failing").idempotencyKey("f-" + fault)));
    on.refuse(() -> on.issuer.replace(ALICE, Replacement.untilRevoked(issued.id())));
    on.refuse(() -> on.issuer.acknowledge(ALICE, issued));
    on.refuse(() -> on.issuer.revokeAll(HOST, NORTHWIND, LOST));
    on.refuse(() -> on.keys.list(ALICE, KeyQuery.all().text("failing"), null, 5));
    on.refuse(() -> on.audit.export(ALICE, new StringBuilder()));
    on.refuse(() -> on.partners.register(HOST, Partner.listed("f-" + fault, "F").build()));
    on.refuse(() -> on.accounts.suspend(HOST, STRANGER.account()));
    assertThat(on.latchkey.flushUses()).isZero();
    on.time.advance(Duration.ofMinutes(1));
    on.verify(on.text(issued));
    on.recorder.result("health of a failing store", on.latchkey.health());
    if (fault == Fault.UNAVAILABLE) {
      startsTooEarly(on.text(issued));
    }
    on.store.fail(Fault.NONE);
    on.verify(on.text(issued));
  }

  private void startsTooEarly(String text) {
    try (Latchkey early = on.builder().start()) {
      on.reject(early.verifier().verify(text));
      KeyIssuer issuer = early.issuer();
      on.refuse(() -> issuer.reportLeak(HOST, text));
    }
  }

  private void accountsEnd() {
    on.recorder.result("erasure", on.accounts.erase(HOST, STRANGER.account()));
    on.refuse(() -> on.accounts.resume(HOST, STRANGER.account()));
    on.latchkey.acceptRestore(HOST);
  }
}
