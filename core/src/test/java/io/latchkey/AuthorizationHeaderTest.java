package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.VerifierLab.TestKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class AuthorizationHeaderTest {

  private final VerifierLab lab = new VerifierLab();
  private final TestKey key = lab.issue();

  @Test
  void verifyAuthorization_rightForms_areAccepted() {
    String basic = base64(key.text() + ":");
    for (String header :
        new String[] {
          "Basic " + basic,
          "basic " + basic,
          "BASIC " + basic,
          "bAsIc   " + basic,
          " \tBasic " + basic + " \t",
          "Bearer " + key.text(),
          "bearer " + key.text(),
          "BEARER    " + key.text(),
          "\tBearer " + key.text() + " "
        }) {
      assertThat(lab.engine.verifyAuthorization(header).accepted()).as(header).isTrue();
    }
  }

  @Test
  void verifyAuthorization_wrongForms_areToldApart() {
    String text = key.text();
    Map<String, RejectionReason> wrong = new LinkedHashMap<>();
    wrong.put("", RejectionReason.HEADER_MISSING);
    wrong.put(" \t ", RejectionReason.HEADER_MISSING);
    wrong.put("Basic " + "A".repeat(251), RejectionReason.HEADER_TOO_LONG);
    wrong.put(" ".repeat(257), RejectionReason.HEADER_TOO_LONG);
    wrong.put(text, RejectionReason.HEADER_SCHEME_UNKNOWN);
    wrong.put("Digest " + text, RejectionReason.HEADER_SCHEME_UNKNOWN);
    wrong.put("Basic:" + base64(text + ":"), RejectionReason.HEADER_SCHEME_UNKNOWN);
    wrong.put("Basic\t" + base64(text + ":"), RejectionReason.HEADER_SCHEME_UNKNOWN);
    wrong.put("Basic\u00A0" + base64(text + ":"), RejectionReason.HEADER_SCHEME_UNKNOWN);
    wrong.put("Bearer\u00A0" + text, RejectionReason.HEADER_SCHEME_UNKNOWN);
    wrong.put("ba\u017Fic " + base64(text + ":"), RejectionReason.HEADER_SCHEME_UNKNOWN);
    wrong.put("Authorization: Basic " + base64(text + ":"), RejectionReason.HEADER_SCHEME_UNKNOWN);
    wrong.put("Basic", RejectionReason.HEADER_CREDENTIAL_MISSING);
    wrong.put("Basic   ", RejectionReason.HEADER_CREDENTIAL_MISSING);
    wrong.put("Bearer", RejectionReason.HEADER_CREDENTIAL_MISSING);
    wrong.put("Bearer ", RejectionReason.HEADER_CREDENTIAL_MISSING);

    wrong.put("Basic " + text, RejectionReason.BASIC_NOT_BASE64);
    wrong.put("Basic " + text + ":", RejectionReason.BASIC_NOT_BASE64);
    wrong.put("Basic :", RejectionReason.BASIC_NOT_BASE64);
    wrong.put("Basic " + base64(text + ":") + "=", RejectionReason.BASIC_NOT_BASE64);
    wrong.put("Basic " + base64(text + ":").substring(1), RejectionReason.BASIC_NOT_BASE64);
    wrong.put("Basic \"" + base64(text + ":") + "\"", RejectionReason.BASIC_NOT_BASE64);
    wrong.put("Basic " + base64(text) + ":", RejectionReason.BASIC_COLON_OUTSIDE);
    wrong.put("Basic " + base64(text), RejectionReason.BASIC_COLON_MISSING);
    wrong.put("Basic " + base64("nonsense"), RejectionReason.BASIC_COLON_MISSING);
    wrong.put("Basic " + base64(text + ":x"), RejectionReason.BASIC_PASSWORD_PRESENT);
    wrong.put("Basic " + base64(text + "::"), RejectionReason.BASIC_PASSWORD_PRESENT);
    wrong.put("Basic " + base64("user:" + text), RejectionReason.BASIC_PASSWORD_PRESENT);
    wrong.put("Basic " + base64(":" + text), RejectionReason.BASIC_KEY_AS_PASSWORD);
    wrong.put("Basic " + base64(":"), RejectionReason.KEY_MISSING);
    wrong.put("Basic " + base64(" :"), RejectionReason.KEY_MISSING);

    wrong.put("Basic " + base64("\"" + text + "\":"), RejectionReason.KEY_SURROUNDED);
    wrong.put("Basic " + base64(text + "\n:"), RejectionReason.KEY_SURROUNDED);
    wrong.put("Basic " + base64(text.substring(1) + ":"), RejectionReason.KEY_PREFIX_WRONG);
    wrong.put("Basic " + base64(text.substring(0, 50) + ":"), RejectionReason.KEY_LENGTH_WRONG);
    wrong.put("Basic " + base64(key.mutated(40) + ":"), RejectionReason.KEY_CHECKSUM_WRONG);
    wrong.put("Bearer \"" + text + "\"", RejectionReason.KEY_SURROUNDED);
    wrong.put("Bearer " + text + ":", RejectionReason.KEY_LENGTH_WRONG);
    wrong.put("Bearer " + base64(text + ":"), RejectionReason.KEY_PREFIX_WRONG);
    wrong.put("Bearer " + "A".repeat(200), RejectionReason.KEY_LENGTH_WRONG);
    wrong.put("Bearer " + lab.redraw(key).text(), RejectionReason.SECRET_WRONG);

    assertThat(lab.engine.verifyAuthorization(null).rejection().reason())
        .isEqualTo(RejectionReason.HEADER_MISSING);
    wrong.forEach(
        (header, reason) ->
            assertThat(lab.engine.verifyAuthorization(header).rejection().reason())
                .as(header)
                .isEqualTo(reason));
  }

  /**
   * RFC 4648, section 3.2: padding is part of it unless a specification says otherwise, and RFC
   * 7617 doesn't.
   */
  @Test
  void verifyAuthorization_base64WithoutItsPadding_isRefused() {
    // Environments that are not accepted, because they give lengths that need padding.
    for (String environment : new String[] {"stage", "stages"}) {
      TestKey other = lab.issue(record -> record.environment(environment));
      String basic = "Basic " + base64(other.text() + ":");
      assertThat(basic).endsWith("=");
      assertThat(lab.engine.verifyAuthorization(basic).rejection().reason())
          .isEqualTo(RejectionReason.ENVIRONMENT_NOT_ACCEPTED);
      assertThat(lab.engine.verifyAuthorization(basic.replace("=", "")).rejection().reason())
          .isEqualTo(RejectionReason.BASIC_NOT_BASE64);
    }
  }

  @Test
  void verifyAuthorization_anyLengthOfHeader_isAnswered() {
    String header = "Basic " + base64(key.text() + ":");
    for (int length = 0; length < header.length(); length++) {
      assertThat(lab.engine.verifyAuthorization(header.substring(0, length)).accepted()).isFalse();
    }
  }

  @Test
  void verifyAuthorization_forAPermission_asksForIt() {
    String header = "Bearer " + key.text();

    assertThat(lab.engine.verifyAuthorization(header, CandidateIngestion.JOBS_VIEW).accepted())
        .isTrue();
    assertThat(
            lab.engine
                .verifyAuthorization(header, CandidateIngestion.CANDIDATES_VIEW)
                .rejection()
                .reason())
        .isEqualTo(RejectionReason.PERMISSION_MISSING);
  }

  @Property
  void decode_whatThePlatformEncoded_isTheSame(@ForAll @Size(min = 1, max = 180) byte[] bytes) {
    String text = Base64.getEncoder().encodeToString(bytes);
    byte[] out = new byte[Hasher.CAPACITY];

    int count = Base64Text.decode(text, 0, text.length(), out);

    assertThat(java.util.Arrays.copyOf(out, count)).isEqualTo(bytes);
  }

  @Property
  void decode_anyText_acceptsOnlyWhatIsItsOwnEncoding(@ForAll String text) {
    byte[] out = new byte[text.length() + 3];

    int count = Base64Text.decode(text, 0, text.length(), out);

    if (count >= 0) {
      assertThat(Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(out, count)))
          .isEqualTo(text);
    }
  }

  @Test
  void decode_everyFaultOfForm_isRefused() {
    byte[] out = new byte[16];
    for (String faulty :
        new String[] {
          "",
          "A",
          "AA",
          "AAA",
          "====",
          "A===",
          "AA=A",
          "=AAA",
          "AA AA=",
          "AAAA\n",
          "AA-_",
          "AB==",
          "AAB=",
          "ÁAAA",
          "AAAA=AAA"
        }) {
      assertThat(Base64Text.decode(faulty, 0, faulty.length(), out)).as(faulty).isNegative();
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
