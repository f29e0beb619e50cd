package io.latchkey.examples.devcenter;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.examples.devcenter.Integration.base64;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.Actor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.PartnerId;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.examples.devcenter.users.DemoUsers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Headers as they are seen in the wild. To whoever sends one, all of them are one and the same
 * answer; the operator reads what is wrong.
 */
class WildHeadersTest {

  private static final String PATH = "/v1/partner/current_user";
  private static final String FOR_ADA = "On-Behalf-Of: ada@globex.example";
  private static final String LINE = "refused GET " + PATH + ": ";

  private static Site site;
  private static Wire wire;
  private static Integration right;
  private static OperatorLog log;

  @BeforeAll
  static void start() {
    site = Site.start("--devcenter.api.requests=10000");
    wire = new Wire(site.address());
    right = Integration.of(site, "ada", "northwind-sourcing");
    log = new OperatorLog();
  }

  @AfterAll
  static void stop() {
    log.close();
    site.close();
  }

  /** What is sent in {@code Authorization}, and what the operator reads. */
  private record Wild(String name, String sent, String reason) {}

  @TestFactory
  Stream<DynamicTest> authorization_ofAWildKind_getsTheOneAnswer() throws Exception {
    String key = right.key();
    String id = ", key " + right.keyId();
    String forged = key.substring(0, key.length() - 8) + "00" + key.substring(key.length() - 6);
    List<Wild> wild = new ArrayList<>();
    wild.add(new Wild("no value", "", "HEADER_MISSING"));
    wild.add(new Wild("only spaces", "   ", "HEADER_MISSING"));
    wild.add(new Wild("the key alone", key, "HEADER_SCHEME_UNKNOWN"));
    wild.add(new Wild("another scheme", "Token " + key, "HEADER_SCHEME_UNKNOWN"));
    wild.add(new Wild("scheme with a colon", "Basic: " + key, "HEADER_SCHEME_UNKNOWN"));
    wild.add(new Wild("scheme alone", "Basic", "HEADER_CREDENTIAL_MISSING"));
    wild.add(new Wild("bearer alone", "Bearer ", "HEADER_CREDENTIAL_MISSING"));
    wild.add(new Wild("not encoded", "Basic " + key, "BASIC_NOT_BASE64"));
    wild.add(new Wild("not encoded, colon", "Basic " + key + ":", "BASIC_NOT_BASE64"));
    wild.add(new Wild("no colon", "Basic " + base64(key), "BASIC_COLON_MISSING"));
    wild.add(new Wild("colon outside", "Basic " + base64(key) + ":", "BASIC_COLON_OUTSIDE"));
    wild.add(new Wild("as password", "Basic " + base64(":" + key), "BASIC_KEY_AS_PASSWORD"));
    wild.add(new Wild("a password", "Basic " + base64(key + ":x"), "BASIC_PASSWORD_PRESENT"));
    wild.add(new Wild("twice", "Basic " + base64(key + ":" + key), "BASIC_PASSWORD_PRESENT"));
    wild.add(new Wild("empty user", "Basic " + base64(":"), "KEY_MISSING"));
    wild.add(new Wild("space in front", basic(" " + key), "KEY_SURROUNDED" + id));
    wild.add(new Wild("line break behind", basic(key + "\n"), "KEY_SURROUNDED"));
    wild.add(new Wild("in quotes", basic("\"" + key + "\""), "KEY_SURROUNDED"));
    wild.add(new Wild("truncated", basic(key.substring(0, 30)), "KEY_LENGTH_WRONG"));
    wild.add(new Wild("another product", basic("sk_live_abcdef"), "KEY_LENGTH_WRONG"));
    wild.add(new Wild("mistyped", basic(forged), "KEY_CHECKSUM_WRONG" + id));
    wild.add(new Wild("too long", "Basic " + "A".repeat(4_000), "HEADER_TOO_LONG"));
    wild.add(new Wild("not ASCII", "Basic \u00e4\u00f6\u00fc", "BASIC_NOT_BASE64"));
    wild.add(new Wild("cut off bearer", "Bearer " + key.substring(3), "KEY_PREFIX_WRONG"));
    wild.addAll(states());
    String nothing = wire.get(PATH, List.of(FOR_ADA));
    assertThat(nothing).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Basic realm=");
    return wild.stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.name(),
                    () -> {
                      log.clear();
                      String header = "Authorization: " + each.sent();
                      assertThat(wire.get(PATH, List.of(header, FOR_ADA))).isEqualTo(nothing);
                      assertThat(log.lines()).hasSize(1);
                      assertThat(log.lines().get(0)).startsWith(LINE + each.reason());
                      assertThat(log.lines().get(0)).doesNotContain(key.substring(29, 50));
                    }));
  }

  /** Keys that are right but for their state. */
  private static List<Wild> states() {
    Actor ada = Integration.actor(site, "ada");
    Latchkey latchkey = site.bean(Latchkey.class);
    IssuedKey pending = create(latchkey, ada);
    IssuedKey revoked = create(latchkey, ada);
    String revokedText = live(latchkey, ada, revoked);
    Revocation lost = Revocation.because(RevocationReason.LOST);
    latchkey.issuer().revoke(ada, revoked.id(), lost);
    IssuedKey disabled = create(latchkey, ada);
    String disabledText = live(latchkey, ada, disabled);
    latchkey.issuer().disable(ada, disabled.id());
    return List.of(
        new Wild("pending", basic(pending.reveal()), reason("KEY_PENDING", pending.id())),
        new Wild("revoked", basic(revokedText), reason("KEY_REVOKED", revoked.id())),
        new Wild("disabled", basic(disabledText), reason("KEY_DISABLED", disabled.id())));
  }

  private static IssuedKey create(Latchkey latchkey, Actor actor) {
    PartnerId partner = PartnerId.of("northwind-sourcing");
    return latchkey.issuer().create(actor, NewKey.of(CANDIDATE_INGESTION, partner, "Wild"));
  }

  private static String live(Latchkey latchkey, Actor actor, IssuedKey issued) {
    String text = issued.reveal();
    latchkey.issuer().acknowledge(actor, issued);
    return text;
  }

  private static String reason(String reason, KeyId id) {
    return reason + ", key " + id;
  }

  private static String basic(String key) {
    return "Basic " + base64(key + ":");
  }

  @Test
  void authorization_sentTwice_getsTheOneAnswer() throws Exception {
    String header = "Authorization: " + right.authorization();
    String nothing = wire.get(PATH, List.of(FOR_ADA));

    assertThat(wire.get(PATH, List.of(header, header, FOR_ADA))).isEqualTo(nothing);
    assertThat(wire.get(PATH, List.of(header, FOR_ADA))).startsWith("HTTP/1.1 200");
  }

  @Test
  void onBehalfOf_ofEveryWrongKind_getsTheOneAnswer() throws Exception {
    String header = "Authorization: " + right.authorization();
    String key = ", key " + right.keyId();
    String nothing = wire.get(PATH, List.of(FOR_ADA));
    log.clear();

    assertThat(wire.get(PATH, List.of(header))).isEqualTo(nothing);
    for (String value :
        List.of("", "nobody@globex.example", "dora@initech.example", "eli@globex.example")) {
      assertThat(wire.get(PATH, List.of(header, "On-Behalf-Of: " + value))).isEqualTo(nothing);
    }
    assertThat(wire.get(PATH, List.of(header, FOR_ADA, FOR_ADA))).isEqualTo(nothing);

    assertThat(log.lines())
        .containsExactly(
            LINE + "ON_BEHALF_OF_MISSING" + key,
            LINE + "ON_BEHALF_OF_MISSING" + key,
            LINE + "ON_BEHALF_OF_UNKNOWN" + key,
            LINE + "ON_BEHALF_OF_UNKNOWN" + key,
            LINE + "ON_BEHALF_OF_OFF_BOARDED (u-4)" + key,
            LINE + "ON_BEHALF_OF_AMBIGUOUS" + key);
  }

  @Test
  void onBehalfOf_inAnyCase_isFound() throws Exception {
    String header = "Authorization: " + right.authorization();

    assertThat(wire.get(PATH, List.of(header, "On-Behalf-Of:  Ada@Globex.example ")))
        .startsWith("HTTP/1.1 200");
    assertThat(site.bean(DemoUsers.class).all()).extracting("username").contains("eli");
  }

  @Test
  void path_unknown_getsTheOneAnswerWithoutAKey() throws Exception {
    assertThat(wire.get("/v1/partner/nothing", List.of()))
        .isEqualTo(wire.get(PATH, List.of(FOR_ADA)));
  }
}
