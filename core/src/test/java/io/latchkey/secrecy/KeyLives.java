package io.latchkey.secrecy;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATES_VIEW;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.secrecy.Stage.ALICE;
import static io.latchkey.secrecy.Stage.BOB;
import static io.latchkey.secrecy.Stage.HOST;
import static io.latchkey.secrecy.Stage.LOST;
import static io.latchkey.secrecy.Stage.NORTHWIND;
import static io.latchkey.secrecy.Stage.STRANGER;
import static io.latchkey.secrecy.Stage.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.IssuedKey;
import io.latchkey.KeyQuery;
import io.latchkey.KeyText;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.PartnerQuery;
import io.latchkey.Replacement;
import io.latchkey.StagingIssuer;
import io.latchkey.contract.HostTransaction;
import io.latchkey.sabotage.HonestStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What partners and keys go through when nobody makes a mistake, and what is too late. */
final class KeyLives {

  private final Stage on;

  KeyLives(Stage on) {
    this.on = on;
  }

  void run() throws IOException {
    partnersComeAndGo();
    keysAreUsed();
    requestsAreRepeated();
    keysAreReplaced();
    keysAreStaged();
    keysEndByTime();
    keysAreEnded();
    keysAreListed();
    trailsAreRead();
  }

  private void partnersComeAndGo() {
    on.registerPartner();
    on.partners.register(
        HOST,
        Partner.listed("oauth-only", "OAuth only")
            .connectsByOAuth(CANDIDATE_INGESTION, URI.create("https://example.com/setup"))
            .build());
    on.partners.load(
        HOST,
        json(
            """
            {"format": 1, "partners": [
              {"id": "retired", "display_name": "Retired", "connections": {}},
              {"id": "suspended", "display_name": "Suspended", "connections": {}},
              {"id": "unconnected", "display_name": "Unconnected", "connections": {}}]}
            """));
    on.partners.retire(HOST, PartnerId.of("retired"));
    on.partners.suspend(HOST, PartnerId.of("suspended"));
    on.partners.resume(HOST, PartnerId.of("suspended"));
    on.partners.suspend(HOST, PartnerId.of("suspended"));
    on.partners.update(HOST, NORTHWIND, edit -> edit.displayName("Northwind"));
    assertThat(on.partners.find(NORTHWIND)).isPresent();
    assertThat(on.partners.search("north")).isNotEmpty();
    assertThat(on.partners.search(PartnerQuery.text("north").activeOnly())).isNotEmpty();
  }

  private static ByteArrayInputStream json(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private void keysAreUsed() {
    IssuedKey issued = on.create(ALICE, request("sourced").label("team", "sourcing"));
    String text = on.text(issued);
    on.verify(text);
    on.refuse(() -> on.issuer.acknowledge(BOB, issued));
    on.refuse(() -> on.issuer.disable(ALICE, issued.id()));
    on.issuer.acknowledge(ALICE, issued);
    on.issuer.acknowledge(ALICE, issued.id(), issued.revealNumber());
    on.refuse(issued::reveal);
    on.refuse(() -> issued.revealTo(characters -> {}));
    on.recorder.result("acknowledged key", issued);
    assertThat(on.verifier.verify(text).accepted()).isTrue();
    on.reject(on.verifier.verify(text, CANDIDATES_VIEW));
    on.reject(on.verifier.verify(text, Stage.JOB_BOARD.permission("board.read")));
    assertThat(on.verifier.verify(text.getBytes(StandardCharsets.US_ASCII)).accepted()).isTrue();
    assertThat(on.verifier.verifyAuthorization("Bearer " + text).accepted()).isTrue();
    assertThat(
            on.verifier.verifyAuthorization(Stage.basic(text + ":"), CANDIDATES_CREATE).accepted())
        .isTrue();
    on.issuer.disable(ALICE, issued.id());
    on.verify(text);
    on.issuer.enable(ALICE, issued.id());
    on.issuer.changeDescription(ALICE, issued.id(), "described anew");
    on.issuer.changeExpiry(ALICE, issued.id(), on.time.now().plus(Duration.ofDays(30)));
    permissionsDrift(issued);
    on.recorder.result("form", KeyText.inspect(text));
    on.recorder.result("form of a part", KeyText.inspect(text.substring(1)));
    on.recorder.result("form of a mistyped key", KeyText.inspect(Mistakes.mistyped(text)));
    assertThat(on.latchkey.flushUses()).isEqualTo(1);
    on.look();
  }

  private void permissionsDrift(IssuedKey issued) {
    assertThat(on.permissions.explain(ALICE, issued.id()).source()).isNotNull();
    on.partners.update(
        HOST, NORTHWIND, edit -> edit.requires(CANDIDATE_INGESTION, CANDIDATES_CREATE));
    assertThat(on.permissions.drift(ALICE, null, 10).changes()).isNotEmpty();
    assertThat(on.permissions.tryReassign(ALICE, issued.id()).isEmpty()).isFalse();
    on.permissions.reassign(ALICE, issued.id());
    assertThat(on.permissions.assignedTo(NORTHWIND, CANDIDATE_INGESTION)).isNotEmpty();
  }

  private void requestsAreRepeated() {
    NewKey once = request("once").idempotencyKey("form-1");
    IssuedKey first = on.create(ALICE, once);
    assertThat(on.issuer.create(ALICE, once)).isSameAs(first);
    first.close();
    IssuedKey renewed = on.create(ALICE, once);
    on.verify(on.text(first));
    on.refuse(() -> on.issuer.acknowledge(ALICE, renewed.id(), 1));
    on.refuse(() -> on.issuer.create(ALICE, request("another").idempotencyKey("form-1")));
    on.issuer.acknowledge(ALICE, renewed);
    on.refuse(() -> on.issuer.create(ALICE, once));
  }

  private void keysAreReplaced() {
    IssuedKey original = on.live(request("to be replaced"));
    Replacement overlapping = Replacement.overlapping(original.id(), Duration.ofDays(2));
    IssuedKey successor = on.shown(on.issuer.replace(ALICE, overlapping), on.canary);
    on.refuse(() -> on.issuer.replace(ALICE, overlapping));
    on.issuer.acknowledge(ALICE, successor);
    on.time.advance(Duration.ofDays(3));
    on.verify(on.text(original));
    Replacement now = Replacement.now(successor.id());
    IssuedKey atOnce = on.shown(on.issuer.replace(ALICE, now), on.canary);
    on.issuer.revoke(ALICE, atOnce.id(), LOST.note("never arrived"));
    on.refuse(() -> on.issuer.replace(ALICE, Replacement.now(atOnce.id())));
  }

  private void keysAreStaged() {
    IssuedKey original = on.live(request("to be replaced by a staged key"));
    try (HostTransaction host = HonestStore.begin(on.content)) {
      StagingIssuer staging = on.recorder.watch(StagingIssuer.class, on.latchkey.within(host));
      IssuedKey created = on.shown(staging.create(ALICE, request("staged")), on.canary);
      Replacement replacement = Replacement.now(original.id());
      IssuedKey successor = on.shown(staging.replace(ALICE, replacement), on.canary);
      on.verify(on.text(created));
      on.refuse(() -> on.issuer.acknowledge(ALICE, created));
      on.refuse(() -> staging.create(ALICE, request("once").idempotencyKey("form-3")));
      host.commit();
      on.issuer.acknowledge(ALICE, successor);
      on.issuer.acknowledge(ALICE, created);
      on.recorder.result("adopted key", created);
    }
  }

  private void keysEndByTime() {
    NewKey repeatable = request("forgotten").idempotencyKey("form-2");
    IssuedKey expiring = on.live(request("short").expiresAfter(Duration.ofMinutes(5)));
    IssuedKey forgotten = on.create(ALICE, repeatable);
    on.time.advance(Duration.ofHours(1));
    on.verify(on.text(expiring));
    on.verify(on.text(forgotten));
    on.refuse(() -> on.issuer.acknowledge(ALICE, forgotten));
    on.refuse(() -> on.issuer.create(ALICE, repeatable));
    on.recorder.result("abandoned key", forgotten);
  }

  private void keysAreEnded() {
    IssuedKey revoked = on.live(request("revoked"));
    on.issuer.revoke(ALICE, revoked.id(), LOST);
    on.verify(on.text(revoked));
    IssuedKey leaked = on.live(request("leaked"));
    on.issuer.reportLeak(HOST, on.text(leaked));
    on.refuse(() -> on.issuer.reportLeak(HOST, Mistakes.otherSecret(on.text(leaked))));
    IssuedKey pending = on.create(ALICE, request("leaked before it was stored"));
    on.issuer.reportLeak(HOST, on.text(pending));
    on.create(BOB, request("one of many"));
    assertThat(on.issuer.revokeAll(BOB, NORTHWIND, LOST)).isPositive();
    on.create(STRANGER, request("another account's"));
    assertThat(on.issuer.revokeAll(HOST, NORTHWIND, LOST)).isEqualTo(1);
    assertThat(on.issuer.purge(HOST, on.time.now().plusMillis(1), 2)).isEqualTo(2);
  }

  private void keysAreListed() {
    on.create(ALICE, request("listed"));
    on.create(ALICE, request("listed too"));
    KeyQuery query = KeyQuery.all().live().text("listed");
    String cursor = on.keys.list(ALICE, query, null, 1).next().orElseThrow();
    on.keys
        .list(ALICE, KeyQuery.all(), cursor, 10)
        .keys()
        .forEach(key -> assertThat(on.keys.find(ALICE, key.id())).isNotNull());
  }

  private void trailsAreRead() throws IOException {
    assertThat(on.audit.read(ALICE, 0, 100)).isNotEmpty();
    assertThat(on.audit.read(HOST, 0, 100)).isNotEmpty();
    assertThat(on.audit.head(ALICE).sequence()).isPositive();
    assertThat(on.audit.head(HOST).sequence()).isPositive();
    assertThat(on.audit.check(ALICE).intact()).isTrue();
    assertThat(on.audit.check(HOST).intact()).isTrue();
    StringBuilder ofAccount = new StringBuilder();
    on.audit.export(ALICE, ofAccount);
    on.say("export of an account", ofAccount.toString());
    StringBuilder ofHost = new StringBuilder();
    on.audit.export(HOST, ofHost);
    on.say("export of the host", ofHost.toString());
  }
}
