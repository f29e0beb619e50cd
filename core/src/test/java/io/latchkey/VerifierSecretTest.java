package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.VerifierLab.TestKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing but the right secret opens, and nothing about a key shows without it. */
final class VerifierSecretTest {

  private final VerifierLab lab = new VerifierLab();
  private final TestKey key = lab.issue();

  @Test
  void verify_anUnknownKey_isUnknown() {
    assertThat(lab.reject(lab.draw(record -> {}).text())).isEqualTo(RejectionReason.KEY_UNKNOWN);
  }

  @Test
  void verify_aRightIdWithAWrongSecret_isRefusedOnAWarmIndex() {
    TestKey forged = lab.redraw(key);
    for (int i = 0; i < 3; i++) {
      assertThat(lab.accepts(key)).isTrue();
      assertThat(lab.reject(forged.text())).isEqualTo(RejectionReason.SECRET_WRONG);
    }
    assertThat(lab.engine.verify(forged.text()).rejection().keyId()).contains(key.id());
  }

  @Test
  void verify_aDigestThatDiffersInOneBit_isRefusedWhicheverItIs() {
    for (int bit = 0; bit < 8 * KeyDigest.LENGTH; bit++) {
      TestKey drawn = lab.draw(record -> {});
      byte[] digest = drawn.record().digest();
      digest[bit / 8] ^= (byte) (1 << (bit % 8));
      lab.index.apply(drawn.record().toBuilder().digest(KeyDigest.ALGORITHM, digest).build());
      assertThat(lab.reject(drawn.text()))
          .as("bit %d", bit)
          .isEqualTo(RejectionReason.SECRET_WRONG);
    }
  }

  @Test
  void verify_afterAFreshSecretForTheId_theOlderOneIsRefused() {
    TestKey fresh = lab.redraw(key);
    lab.index.apply(fresh.record());

    assertThat(lab.accepts(fresh)).isTrue();
    assertThat(lab.reject(key.text())).isEqualTo(RejectionReason.SECRET_WRONG);
  }

  @Test
  void verify_theStoredDigestInAnyForm_isRefused() {
    byte[] digest = key.record().digest();
    String hex = HexFormat.of().formatHex(digest);
    String base64 = Base64.getEncoder().encodeToString(digest);
    String padded = (key.id().value() + hex).substring(0, KeyFormat.BODY);
    for (String stolen :
        new String[] {
          hex,
          HexFormat.of().withUpperCase().formatHex(digest),
          base64,
          KeyDigest.ALGORITHM + ":" + hex,
          key.prefix() + hex,
          key.prefix() + padded,
          key.prefix() + key.id() + hex.substring(0, KeyFormat.SECRET) + key.text().substring(62),
          new String(digest, StandardCharsets.ISO_8859_1)
        }) {
      assertThat(lab.engine.verify(stolen).accepted()).isFalse();
      assertThat(lab.engine.verifyAuthorization("Bearer " + stolen).accepted()).isFalse();
    }
    assertThat(lab.engine.verify(digest).accepted()).isFalse();
  }

  @Test
  void verify_aRightSecretUnderTheIdOfAnotherKey_isRefused() {
    TestKey other = lab.issue();
    String moved = key.prefix() + other.id() + key.body().substring(KeyFormat.ID);

    assertThat(lab.engine.verify(moved).accepted()).isFalse();
  }

  @Test
  void verify_aWrongSecret_isOneAnswerWhateverTheKeysState() {
    Set<RejectionReason> told = EnumSet.noneOf(RejectionReason.class);
    for (KeyState state : KeyState.values()) {
      TestKey inState = lab.issue(record -> record.state(state.code()));
      told.add(lab.reject(lab.redraw(inState).text()));
    }
    TestKey ofNoPartner = lab.issue(record -> record.partnerId("nobody"));
    told.add(lab.reject(lab.redraw(ofNoPartner).text()));
    TestKey elsewhere = lab.issue(record -> record.environment("staging"));
    told.add(lab.reject(lab.redraw(elsewhere).text()));
    TestKey ofUnknownState = lab.issue(record -> record.state("frozen"));
    told.add(lab.reject(lab.redraw(ofUnknownState).text()));

    assertThat(told).containsExactly(RejectionReason.SECRET_WRONG);
  }

  @Test
  void reasons_thatNeedNoRightSecret_allLookAlikeToTheCaller() {
    for (RejectionReason reason : RejectionReason.values()) {
      if (!reason.needsRightSecret() && reason.view() != CallerView.NOT_AVAILABLE) {
        assertThat(reason.view()).as(reason.name()).isEqualTo(CallerView.BAD_CREDENTIAL);
      }
    }
  }

  @Test
  void identify_aRightKey_saysWhoseItIsWhateverItsState() {
    for (KeyState state : KeyState.values()) {
      TestKey inState = lab.issue(record -> record.state(state.code()));
      assertThat(lab.engine.identify(inState.text()))
          .isEqualTo(new Match(AccountId.of(VerifierLab.ACCOUNT), inState.id()));
    }
    TestKey ofUnknownState = lab.issue(record -> record.state("frozen"));
    assertThat(lab.engine.identify(ofUnknownState.text())).isNotNull();
    TestKey ofOldBrand = lab.issue(record -> record.brand("globex"));
    assertThat(lab.engine.identify(ofOldBrand.text())).isNotNull();
  }

  @Test
  void identify_whenTheIndexIsStaleOrClosed_stillAnswers() {
    lab.time.advance(VerifierLab.MAX_STALENESS.multipliedBy(2));
    assertThat(lab.engine.identify(key.text())).isNotNull();
    lab.index.close();
    assertThat(lab.engine.identify(key.text())).isNotNull();
  }

  @Test
  void identify_anythingElse_isNull() {
    assertThat(lab.engine.identify("")).isNull();
    assertThat(lab.engine.identify("a".repeat(1_000))).isNull();
    assertThat(lab.engine.identify(lab.draw(record -> {}).text())).isNull();
    assertThat(lab.engine.identify(lab.redraw(key).text())).isNull();
    assertThat(lab.engine.identify(" " + key.text())).isNull();
    assertThat(lab.engine.identify("acme_ci_test_" + key.body())).isNull();
    assertThat(lab.engine.identify(key.text().replace(key.text().charAt(40), '\uFF11'))).isNull();
    TestKey ofUnknownType = lab.issue(record -> record.apiType("unheard_of"));
    assertThat(lab.engine.identify(ofUnknownType.text())).isNull();
  }
}
