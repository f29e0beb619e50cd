package io.latchkey.secrecy;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.secrecy.Stage.ALICE;
import static io.latchkey.secrecy.Stage.HOST;
import static io.latchkey.secrecy.Stage.LOST;
import static io.latchkey.secrecy.Stage.NORTHWIND;
import static io.latchkey.secrecy.Stage.basic;
import static io.latchkey.secrecy.Stage.request;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.latchkey.AccountId;
import io.latchkey.ActorId;
import io.latchkey.ApiType;
import io.latchkey.AuditCheck;
import io.latchkey.Grant;
import io.latchkey.HostActor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.KeyQuery;
import io.latchkey.KeyText;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerContact;
import io.latchkey.PartnerId;
import io.latchkey.PartnerQuery;
import io.latchkey.Replacement;
import io.latchkey.secrecy.FaultyStore.Fault;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * People paste keys where they don't belong. What they put there, the library may have to keep; it
 * must not say it: in no log, message, event, trail or toString.
 */
final class PastedKeys {

  /** Of keys that are pasted. */
  final Canary canary = new Canary();

  private final Stage on;
  private final IssuedKey subject;
  private int count;

  PastedKeys(Stage on) {
    this.on = on;
    subject = on.live(request("what things are done to"));
  }

  void run() {
    IssuedKey issued = on.issuer.create(ALICE, request("to be pasted"));
    issued.revealTo(characters -> pasteAll(new String(characters)));
    on.look();
  }

  private void pasteAll(String text) {
    canary.addKey(text);
    String body = text.substring(text.length() - 55);
    String secret = body.substring(16, 49);
    for (String piece :
        List.of(
            text,
            text + "\n",
            " " + body,
            body + "!",
            body,
            secret,
            secret + "\u0000",
            "Bearer " + text,
            basic(text + ":"),
            basic(text + ":").substring("Basic ".length()))) {
      intoDefinitions(piece);
      intoIdentifiers(piece);
      intoRequests(piece);
      intoPartners(piece);
      intoCatalogues(piece);
      intoQueries(piece);
      on.verify(piece);
      on.reject(on.verifier.verifyAuthorization(piece));
      on.recorder.result("form", KeyText.inspect(piece));
    }
  }

  private void intoDefinitions(String piece) {
    attempt(() -> on.builder().brand(piece));
    attempt(() -> on.builder().acceptBrand(piece));
    attempt(() -> on.builder().environments("lv", piece));
    attempt(() -> KeyText.scannerPattern(piece));
    attempt(() -> ApiType.define(piece, "xx"));
    attempt(() -> ApiType.define("pasted", piece));
    attempt(() -> ApiType.define("pasted", "xx").permission(piece + " "));
    attempt(() -> CANDIDATE_INGESTION.permission(piece));
    attempt(() -> CANDIDATE_INGESTION.find(piece));
  }

  /** Texts that are right identifiers are left out: what somebody is called can be said. */
  private void intoIdentifiers(String piece) {
    attempt(() -> KeyId.of(piece));
    attempt(() -> KeyId.parse(piece));
    attempt(() -> AccountId.of(piece + " "));
    attempt(() -> ActorId.of(piece + " "));
    attempt(() -> PartnerId.of(piece + " "));
    attempt(() -> HostActor.of(piece + " "));
    attempt(() -> new Grant(piece + " "));
  }

  private void intoRequests(String piece) {
    create(NewKey.of(CANDIDATE_INGESTION, NORTHWIND, piece));
    create(NewKey.of(CANDIDATE_INGESTION, NORTHWIND, piece + "\u0007"));
    create(request("in the environment").environment(piece));
    create(request("in a label's value").label("note", piece));
    create(request("in a label's name").label(piece, "note"));
    create(request("in a label, with a fault").label(piece, "\u0007"));
    create(request("in too long a label").label(piece.repeat(2), piece.repeat(8)));
    create(request("in the idempotency key").idempotencyKey(piece));
    create(request("with another request").idempotencyKey(piece));
    Replacement replacement =
        Replacement.overlapping(subject.id(), Duration.ofDays(-1)).description(piece);
    attempt(() -> on.issuer.replace(ALICE, replacement.idempotencyKey(piece)));
    on.recorder.result("request", replacement);
    attempt(() -> on.issuer.changeDescription(ALICE, subject.id(), piece));
    attempt(() -> on.issuer.changeDescription(ALICE, subject.id(), piece + "\u0007"));
    attempt(() -> on.issuer.revokeAll(ALICE, Partner.CUSTOM.id(), LOST.note(piece + "\u0007")));
    IssuedKey lost = on.issuer.create(ALICE, request("lost"));
    on.recorder.result("note", LOST.note(piece));
    attempt(() -> on.issuer.revoke(ALICE, lost.id(), LOST.note(piece)));
    attempt(() -> on.issuer.reportLeak(HOST, piece + "?"));
  }

  /** Creates a key, also with a store that fails and says what it was given. */
  private void create(NewKey request) {
    on.recorder.result("request", request);
    for (Fault fault : List.of(Fault.UNAVAILABLE, Fault.BUG, Fault.NONE)) {
      on.store.fail(fault);
      attempt(() -> on.issuer.create(ALICE, request));
    }
  }

  private void intoPartners(String piece) {
    attempt(() -> Partner.listed(piece + " ", "Name"));
    attempt(() -> Partner.listed("pasted-" + count, piece + "\u0007"));
    attempt(() -> PartnerContact.builder(piece).email(piece).build());
    attempt(() -> PartnerContact.builder("Name").url(insecure(piece)).build());
    Partner.Builder partner = Partner.listed("pasted-" + count++, "Pasted");
    attempt(() -> partner.alias(piece));
    attempt(() -> partner.contact(contact(piece)));
    Partner built = partner.requires(CANDIDATE_INGESTION, CANDIDATES_CREATE).build();
    on.recorder.result("partner", built);
    for (Fault fault : List.of(Fault.CORRUPT, Fault.BUG, Fault.NONE)) {
      on.store.fail(fault);
      attempt(() -> on.partners.register(HOST, built));
    }
    attempt(() -> on.partners.update(HOST, built.id(), edit -> edit.displayName(piece)));
    attempt(() -> on.partners.update(HOST, built.id(), edit -> edit.removeAlias(piece)));
    attempt(() -> on.issuer.create(ALICE, NewKey.of(CANDIDATE_INGESTION, built.id(), "refused")));
  }

  private static URI insecure(String piece) throws URISyntaxException {
    return new URI("http", "example.com", "/" + piece, null);
  }

  private static PartnerContact contact(String piece) {
    return PartnerContact.builder(piece).email(piece + "@example.com").build();
  }

  private void intoCatalogues(String piece) {
    String quoted = "\"" + piece.replace("\n", "\\n").replace("\u0000", "\\u0000") + "\"";
    for (String document :
        List.of(
            quoted,
            "{" + quoted + ": 1}",
            "{\"format\": 1, \"partners\": [{\"id\": " + quoted + "}]}",
            "{\"format\": 1, \"partners\": [{" + quoted + ": 1, " + quoted + ": 2}]}",
            "{\"format\": 1, \"partners\": [{\"id\": \"p\", \"display_name\": "
                + quoted
                + ","
                + " \"aliases\": ["
                + quoted
                + ", "
                + quoted
                + "], \"status\": "
                + quoted
                + ","
                + " \"connections\": {"
                + quoted
                + ": {}, \"candidate_ingestion\":"
                + " {\"requires\": ["
                + quoted
                + "], \"oauth_setup\": "
                + quoted
                + "}},"
                + " \"contact\": {\"name\": "
                + quoted
                + ", \"email\": "
                + quoted
                + "}}]}",
            "{\"format\": 1, \"partners\": " + piece)) {
      byte[] json = document.getBytes(StandardCharsets.UTF_8);
      attempt(() -> on.partners.load(HOST, new ByteArrayInputStream(json)));
    }
    attempt(() -> AuditCheck.of(new StringReader(quoted)).check());
    attempt(
        () ->
            on.recorder.result(
                "check of a pasted key",
                AuditCheck.of(
                        new StringReader(
                            "{\"v\":1,\"head\":{\"chain\":"
                                + quoted
                                + ",\"seq\":1,\"hash\":\"\"}}"))
                    .check()));
  }

  private void intoQueries(String piece) {
    attempt(() -> on.partners.search(piece));
    attempt(() -> on.partners.search(PartnerQuery.text(piece).limit(1)));
    on.recorder.result("query", PartnerQuery.text(piece));
    KeyQuery all = KeyQuery.all();
    on.recorder.result("query", all.text(piece).tail(piece).environment(piece));
    attempt(() -> on.keys.list(ALICE, all, piece, 5));
    attempt(() -> on.keys.list(ALICE, all, "k~" + piece, 5));
    attempt(() -> on.keys.list(ALICE, all.environment(piece), null, 5));
    attempt(() -> on.permissions.drift(ALICE, piece, 5));
    for (Fault fault : List.of(Fault.BUG, Fault.UNAVAILABLE, Fault.NONE)) {
      on.store.fail(fault);
      attempt(() -> on.keys.list(ALICE, all.text(piece), null, 5));
      attempt(() -> on.keys.list(ALICE, all.tail(piece), null, 5));
      attempt(() -> on.keys.find(ALICE, KeyId.of(piece)));
    }
  }

  private void attempt(ThrowingCallable call) {
    Throwable failure = catchThrowable(call);
    if (failure != null) {
      on.recorder.failure("a call with a pasted key", failure);
    }
  }
}
