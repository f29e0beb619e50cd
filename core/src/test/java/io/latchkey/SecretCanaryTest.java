package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.latchkey.VerifierLab.TestKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A key goes through everything here; neither it nor its digest comes out in any text. */
final class SecretCanaryTest {

  private final VerifierLab lab = new VerifierLab();

  @Test
  void texts_ofTheVerificationPath_showNoSecretAndNoDigest() {
    List<String> texts = new ArrayList<>();
    GeneratedKey generated = lab.generator.generate("acme_ci_live_");
    TestKey key = lab.issue();
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((key.text() + ":").getBytes(StandardCharsets.US_ASCII));
    try (Logged logged = Logged.by(VerifierEngine.class)) {
      assertThat(((Logger) LoggerFactory.getLogger(VerifierEngine.class)).getLevel())
          .isEqualTo(Level.DEBUG);
      for (Verification verification :
          List.of(
              lab.engine.verify(key.text()),
              lab.engine.verify(key.text(), CandidateIngestion.CANDIDATES_VIEW),
              lab.engine.verify(key.mutated(50)),
              lab.engine.verify(lab.redraw(key).text()),
              lab.engine.verify(key.text() + "\n"),
              lab.engine.verify(lab.draw(record -> {}).text()),
              lab.engine.verifyAuthorization(basic),
              lab.engine.verifyAuthorization("Basic " + key.text()))) {
        texts.add(verification.toString());
      }
      logged.events().forEach(event -> texts.add(event.getFormattedMessage()));
      assertThat(logged.events())
          .hasSize(6)
          .allSatisfy(event -> assertThat(event.getLevel()).isEqualTo(Level.DEBUG));
    }
    texts.add(String.valueOf(lab.engine.identify(key.text())));
    texts.add(KeyText.inspect(key.text()).toString());
    texts.add(KeyText.inspect(key.mutated(50)).toString());
    texts.add(KeyText.inspect(key.text() + "x").toString());
    texts.add(key.record().toString());
    texts.add(generated.toString());

    String secret = key.body().substring(KeyFormat.ID, KeyFormat.ID + KeyFormat.SECRET);
    String generatedSecret = new String(generated.text(), 29, KeyFormat.SECRET);
    for (String text : texts) {
      assertThat(text)
          .doesNotContain(
              secret.substring(0, 6), secret.substring(20, 26), generatedSecret.substring(0, 6))
          .doesNotContain(basic.substring(46, 52))
          .doesNotContainIgnoringCase(
              HexFormat.of().formatHex(key.record().digest()).substring(0, 8));
    }
  }
}
