package io.latchkey.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.Latchkey;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In the heap of a process whose keys were acknowledged, closed, superseded, replaced, abandoned,
 * revoked or reported, no object that can be reached holds any part of their secrets.
 */
class HeapDumpTest {

  private static final long PATIENCE_SECONDS = 180;

  @TempDir private static Path directory;

  @BeforeAll
  static void runSubject() throws Exception {
    Path output = directory.resolve("output.txt");
    Process subject =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(subject.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(subject.exitValue()).as(() -> read(output)).isZero();
    } finally {
      subject.destroyForcibly();
    }
  }

  private static String read(Path output) {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<String> command() throws URISyntaxException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "-XX:+UseSerialGC",
        "-cp",
        classPath(),
        HeapSubject.class.getName(),
        directory.toString());
  }

  /** Core, its tests, and whatever stands on the paths of the process that runs the tests. */
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

  @Test
  void readableKey_isInTheHeap() throws IOException {
    assertThat(search("control").findIn(heap("readable"))).contains("control, two bytes each");
  }

  @Test
  void stringThatACallerKeeps_isInTheHeap() throws IOException {
    assertThat(search("control").findIn(heap("kept"))).contains("control, one byte each");
  }

  @Test
  void keysWhoseTimeIsOver_areNotInTheHeap() throws IOException {
    List<String> names = names();
    assertThat(names).hasSizeGreaterThan(8).contains("acknowledged", "open-at-the-end");
    assertThat(search(names.toArray(String[]::new)).findIn(heap("after"))).isEmpty();
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".key"))
          .map(name -> name.substring(0, name.length() - ".key".length()))
          .toList();
    }
  }

  private static HeapSearch search(String... names) {
    HeapSearch search = new HeapSearch();
    for (String name : names) {
      search.add(name, HeapSubject.unmasked(directory.resolve(name + ".key")));
    }
    return search;
  }

  private static byte[] heap(String name) throws IOException {
    byte[] heap = Files.readAllBytes(directory.resolve(name + ".hprof"));
    assertThat(heap.length).as("bytes of the heap").isGreaterThan(1_000_000);
    return heap;
  }
}
