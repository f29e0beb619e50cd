package io.latchkey.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.jdbc.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link Victim} from its start to its sudden end. */
final class VictimProcess implements AutoCloseable {

  static final String RUNNING = "RUNNING";

  /** The file beside the journals that has what the process complained of. */
  static final String ERRORS = "errors";

  private static final long PATIENCE_SECONDS = 60;

  private final Path journals;
  private final Process process;
  private final BufferedReader output;

  VictimProcess(String url, Path journals, long seed) throws IOException {
    this.journals = journals;
    process =
        new ProcessBuilder(
                ChildJvm.command(
                    "256m", Victim.class, url, journals.toString(), Long.toString(seed)))
            .redirectError(ProcessBuilder.Redirect.appendTo(journals.resolve(ERRORS).toFile()))
            .start();
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Waits until its threads work. */
  void awaitRunning() throws IOException {
    String line = output.readLine();
    while (line != null && !line.equals(RUNNING)) {
      line = output.readLine();
    }
    assertThat(line).as("the victim ended before it worked, see its file of errors").isNotNull();
  }

  /** Waits until it has been told so much more, in bytes of its journals; draws the moment. */
  void awaitProgress(long bytes) throws IOException {
    long target = journalBytes() + bytes;
    await()
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> journalBytes() >= target || !process.isAlive());
    assertThat(process.isAlive()).as("the victim ended by itself").isTrue();
  }

  /** SIGKILL: no handler runs, no buffer is flushed. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    output.close();
  }

  private long journalBytes() throws IOException {
    try (Stream<Path> files = Files.list(journals)) {
      return files
          .filter(file -> !file.endsWith(ERRORS))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
