package io.latchkey.examples.ownstore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.KeyText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnStoreTest {

  @TempDir Path directory;

  @Test
  void ownStore_run_acceptsTheKeyAfterARestartAndACrash() throws Exception {
    Path journal = directory.resolve("journal");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    OwnStore.run(journal, new PrintStream(printed, true, UTF_8));

    String text = printed.toString(UTF_8);
    assertThat(text.lines())
        .contains(
            "after a restart          accepted: true, audit trail intact: true",
            "after a crash mid-write  accepted: true, audit trail intact: true");
    List<String> keys =
        Pattern.compile(KeyText.scannerPattern("acme"))
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(keys).hasSize(1);
    String secret = keys.get(0).substring(keys.get(0).length() - 39);
    assertThat(Files.readString(journal, ISO_8859_1).replace("\0", "")).doesNotContain(secret);
  }
}
