package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a verifier remembers outlives the process, whenever that is killed. */
class SnapshotStateTest {

  private static final int KILLS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void write_processKilledAtAnyMoment_leavesTheLastStateOrTheOneBefore() throws Exception {
    Path file = directory.resolve("state");
    SnapshotState state = new SnapshotState(file);
    long number = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long before = number;
      Process writer = new ProcessBuilder(command(file, number)).inheritIO().start();
      try {
        await().atMost(PATIENCE).until(() -> seen(state) > before + 20);
      } finally {
        writer.destroyForcibly().waitFor();
      }
      number = seen(state);
      assertThat(number).isGreaterThan(before + 20);
    }
    assertThat(state.read()).contains(new SnapshotPosition("epoch\n" + number, number, -number));
  }

  private static long seen(SnapshotState state) {
    return state.read().map(SnapshotPosition::number).orElse(0L);
  }

  @Test
  void write_overWhatAKilledWriterLeft_works() throws Exception {
    Path file = directory.resolve("state");
    Files.write(file.resolveSibling("state.new"), new byte[9_999]);
    SnapshotState state = new SnapshotState(file);
    SnapshotPosition position = new SnapshotPosition("épöch", Long.MAX_VALUE, 0);
    state.write(position);

    assertThat(state.read()).contains(position);
    assertThat(directory).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
  }

  private static List<String> command(Path file, long from) throws URISyntaxException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-cp",
        classPath(),
        Writer.class.getName(),
        file.toString(),
        Long.toString(from));
  }

  private static String classPath() throws URISyntaxException {
    Path classes =
        Path.of(Latchkey.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> entries = new ArrayList<>();
    entries.add(classes.toString());
    entries.add(classes.resolveSibling("test-classes").toString());
    for (String property : List.of("jdk.module.path", "java.class.path")) {
      entries.add(System.getProperty(property, ""));
    }
    return String.join(File.pathSeparator, entries);
  }

  /** Writes one state after the other until it is killed. */
  static final class Writer {

    public static void main(String... arguments) {
      SnapshotState state = new SnapshotState(Path.of(arguments[0]));
      for (long number = Long.parseLong(arguments[1]) + 1; number > 0; number++) {
        state.write(new SnapshotPosition("epoch\n" + number, number, -number));
      }
    }
  }
}
