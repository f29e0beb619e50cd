package io.latchkey.examples.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {

  @TempDir Path directory;
  private String exported;

  @BeforeEach
  void export() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, UTF_8)) {
      Host.run(directory, out);
    }
    exported = bytes.toString(UTF_8);
  }

  @Test
  void host_run_saysWhatItExportedAndShowsNoKey() throws Exception {
    assertThat(exported).contains("first:  SnapshotInfo[", "everything, 1 keys, signed by 2026-11");
    assertThat(exported).doesNotContain(Files.readString(directory.resolve("presented.txt")));
    assertThat(directory).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
  }

  @Test
  void gateway_inAnotherProcess_followsTheSnapshotsAndNeverGoesBack() throws Exception {
    File output = directory.resolve("output.txt").toFile();
    Process gateway =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                Gateway.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    try {
      assertThat(gateway.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      gateway.destroyForcibly();
    }

    assertThat(Files.readAllLines(output.toPath()))
        .containsSubsequence(
            "by the first snapshot:  accepted, for custom",
            "by the second snapshot: rejected, KEY_REVOKED",
            "after a restart:")
        .last()
        .asString()
        .startsWith("the first snapshot:     OLDER_THAN_SEEN: Fetch the newest snapshot");
  }

  private static String classPath() throws Exception {
    Path classes =
        Path.of(Gateway.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return String.join(
        File.pathSeparator,
        classes.toString(),
        System.getProperty("jdk.module.path", ""),
        System.getProperty("java.class.path", ""));
  }
}
