package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.latchkey.VerifierLab.TestKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What the verifier says of texts that are no key, and that it accepts what is one. */
final class VerifierFormTest {

  private final VerifierLab lab = new VerifierLab();
  private final TestKey key = lab.issue();

  @Test
  void verify_anActiveKey_isAcceptedWithWhatItMayDo() {
    Verification verification = lab.engine.verify(key.text());

    assertThat(verification.accepted()).isTrue();
    assertThat(verification.key().keyId()).isEqualTo(key.id());
    assertThat(verification.key().accountId()).isEqualTo(AccountId.of(VerifierLab.ACCOUNT));
    assertThat(verification.key().partnerId()).isEqualTo(PartnerId.of(VerifierLab.PARTNER));
    assertThat(verification.key().apiType()).isSameAs(CandidateIngestion.CANDIDATE_INGESTION);
    assertThat(verification.key().environment()).isEqualTo("live");
    assertThat(verification.key().permissions())
        .containsExactly(CandidateIngestion.CANDIDATES_CREATE, CandidateIngestion.JOBS_VIEW);
  }

  @Test
  void verify_theSameKeyAgain_isTheSameObject() {
    assertThat(lab.engine.verify(key.text())).isSameAs(lab.engine.verify(key.text()));
  }

  @Test
  void verify_aKeyAsBytes_isAcceptedAndTheBytesAreUntouched() {
    byte[] bytes = key.text().getBytes(StandardCharsets.US_ASCII);

    assertThat(lab.engine.verify(bytes).accepted()).isTrue();
    assertThat(bytes).asString(StandardCharsets.US_ASCII).isEqualTo(key.text());
  }

  @Test
  void verify_aKeyOfEveryAcceptedPrefix_isAccepted() {
    assertThat(lab.accepts(lab.issue(record -> record.brand("oldacme")))).isTrue();
    assertThat(lab.accepts(lab.issue(record -> record.environment("test")))).isTrue();
    assertThat(lab.accepts(lab.issue(record -> record.apiType("job_board")))).isTrue();
  }

  @Test
  void verify_nothing_isMissing() {
    assertThat(lab.reject(null)).isEqualTo(RejectionReason.KEY_MISSING);
    assertThat(lab.reject("")).isEqualTo(RejectionReason.KEY_MISSING);
    assertThat(lab.reject(" \t\n")).isEqualTo(RejectionReason.KEY_MISSING);
    assertThat(rejectBytes(null)).isEqualTo(RejectionReason.KEY_MISSING);
    assertThat(rejectBytes(new byte[0])).isEqualTo(RejectionReason.KEY_MISSING);
    assertThat(rejectBytes("  ".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(RejectionReason.KEY_MISSING);
  }

  @Test
  void verify_aKeyWithSomethingAround_saysSo() {
    for (String around : new String[] {" ", "\n", "\"", "'", "\u00A0", "\u201C", "\uFEFF"}) {
      assertThat(lab.reject(around + key.text())).isEqualTo(RejectionReason.KEY_SURROUNDED);
      assertThat(lab.reject(key.text() + around)).isEqualTo(RejectionReason.KEY_SURROUNDED);
    }
    assertThat(rejectBytes((key.text() + "\r\n").getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(RejectionReason.KEY_SURROUNDED);
  }

  @Test
  void verify_aKeyCutAnywhere_hasAWrongLength() {
    for (int length = 1; length < key.text().length(); length++) {
      String cut = key.text().substring(0, length);
      assertThat(lab.reject(cut))
          .as("%d characters", length)
          .isEqualTo(RejectionReason.KEY_LENGTH_WRONG);
      assertThat(rejectBytes(cut.getBytes(StandardCharsets.US_ASCII)))
          .isEqualTo(RejectionReason.KEY_LENGTH_WRONG);
    }
  }

  @Test
  void verify_textOfAnyLength_isRejected() {
    for (int length = 0; length < 1_000; length++) {
      assertThat(lab.engine.verify("a".repeat(length)).accepted()).isFalse();
      assertThat(lab.engine.verify(new byte[length]).accepted()).isFalse();
      assertThat(lab.engine.verifyAuthorization("a".repeat(length)).accepted()).isFalse();
    }
    assertThat(lab.reject("a".repeat(10_000_000))).isEqualTo(RejectionReason.KEY_LENGTH_WRONG);
    assertThat(rejectBytes(new byte[10_000_000])).isEqualTo(RejectionReason.KEY_LENGTH_WRONG);
  }

  @Test
  void verify_aKeyOfAnotherPrefix_hasAWrongPrefix() {
    String body = key.body();
    for (String prefix :
        new String[] {
          "acme_ci_test_", "acme_jb_live_", "oldacme_ci_live_", "globex_ci_live_", "acme_xx_live_",
          "acme_ci_prod_", "ACME_ci_live_", "acme-ci-live-", "acme_ci_live-", "acme_ci_livf_",
          "acme__ci_live_", "acme_ci_liv_"
        }) {
      assertThat(lab.reject(prefix + body)).as(prefix).isEqualTo(RejectionReason.KEY_PREFIX_WRONG);
    }
  }

  @Test
  void verify_aRightKeyOfABrandNoLongerAccepted_hasAWrongPrefix() {
    TestKey renamed = lab.issue(record -> record.brand("globex"));

    assertThat(lab.reject(renamed.text())).isEqualTo(RejectionReason.KEY_PREFIX_WRONG);
  }

  @Test
  void verify_aMistypedKey_hasAWrongChecksum() {
    for (int position = 13; position < key.text().length(); position++) {
      assertThat(lab.reject(key.mutated(position)))
          .as("position %d", position)
          .isEqualTo(RejectionReason.KEY_CHECKSUM_WRONG);
    }
  }

  @Test
  void verify_aKeyWithAForeignCharacter_saysSo() {
    for (char foreign : new char[] {'-', '_', '+', '/', '=', '\0', '\u007F'}) {
      String changed = key.text().substring(0, 30) + foreign + key.text().substring(31);
      assertThat(lab.reject(changed)).isEqualTo(RejectionReason.KEY_CHARACTER_WRONG);
    }
  }

  /** A copy that keeps low bytes alone would take each of these for the key itself. */
  @Test
  void verify_charactersWhoseLowByteIsRight_areNotAccepted() {
    for (int high : new int[] {0x0100, 0x0400, 0x2100, 0x8000, 0xD800, 0xDC00, 0xFF00}) {
      for (int position = 0; position < key.text().length(); position++) {
        char alias = (char) (high | key.text().charAt(position));
        String aliased =
            key.text().substring(0, position) + alias + key.text().substring(position + 1);
        assertThat(lab.reject(aliased))
            .as("%04x at %d", (int) alias, position)
            .isIn(
                RejectionReason.KEY_CHARACTER_WRONG,
                RejectionReason.KEY_PREFIX_WRONG,
                RejectionReason.KEY_SURROUNDED);
      }
      String all =
          key.text()
              .chars()
              .map(c -> high | c)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertThat(lab.engine.verify(all).accepted()).isFalse();
      assertThat(lab.engine.verifyAuthorization("Bearer " + all).accepted()).isFalse();
    }
  }

  @Test
  void verify_fullWidthForms_areNotAccepted() {
    String fullWidth =
        key.text()
            .chars()
            .map(c -> c - 0x20 + 0xFF00)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    assertThat(lab.engine.verify(fullWidth).accepted()).isFalse();
  }

  @Test
  void verify_lookAlikes_areNotAccepted() {
    String text = key.text();
    for (String alike :
        new String[] {
          text.replace('a', '\u0430'), text.replace('e', '\u0435'), text.replace('c', '\u0441'),
          text.replace('_', '\uFF3F'), text.replace("i", "\u0131"), text.replace('l', '\u017F')
        }) {
      assertThat(lab.engine.verify(alike).accepted()).isFalse();
    }
  }

  @Test
  void verify_bytesBeyondAscii_areNotAccepted() {
    for (int position = 0; position < key.text().length(); position++) {
      byte[] bytes = key.text().getBytes(StandardCharsets.US_ASCII);
      bytes[position] |= (byte) 0x80;
      assertThat(rejectBytes(bytes))
          .isIn(RejectionReason.KEY_CHARACTER_WRONG, RejectionReason.KEY_PREFIX_WRONG);
    }
  }

  @Test
  void verify_aKeyCutOutOfAWideString_isAccepted() {
    String wide = "\u4E2D" + key.text();

    assertThat(lab.engine.verify(wide.substring(1)).accepted()).isTrue();
    assertThat(lab.engine.verify(wide).accepted()).isFalse();
  }

  @Property
  void verify_aKeyWithOneCharacterChanged_isRejected(
      @ForAll @IntRange(max = 67) int position, @ForAll char other) {
    String changed = key.text().substring(0, position) + other + key.text().substring(position + 1);

    assertThat(lab.engine.verify(changed).accepted()).isEqualTo(changed.equals(key.text()));
  }

  @Property
  void verify_aKeyWithACharacterInserted_isRejected(
      @ForAll @IntRange(max = 68) int position, @ForAll char inserted) {
    String longer = key.text().substring(0, position) + inserted + key.text().substring(position);

    assertThat(lab.engine.verify(longer).accepted()).isFalse();
  }

  @Test
  void rejection_ofAnUnknownText_namesNoKey() {
    assertThat(lab.engine.verify("nonsense").rejection().keyId()).isEmpty();
    assertThat(lab.engine.verify(lab.draw(record -> {}).text()).rejection().keyId()).isEmpty();
  }

  @Test
  void rejection_forAKnownId_namesIt() {
    Rejection rejection = lab.engine.verify(key.mutated(40)).rejection();

    assertThat(rejection.keyId()).isEqualTo(Optional.of(key.id()));
    assertThat(lab.engine.verify(key.mutated(41))).isSameAs(rejection);
  }

  @Test
  void verify_withoutThePermissionAskedFor_isAMistakeOfTheProgram() {
    assertThatNullPointerException().isThrownBy(() -> lab.engine.verify(key.text(), null));
    assertThatNullPointerException()
        .isThrownBy(() -> lab.engine.verifyAuthorization("Bearer " + key.text(), null));
  }

  private RejectionReason rejectBytes(byte[] bytes) {
    return lab.engine.verify(bytes).rejection().reason();
  }
}
