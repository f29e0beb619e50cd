package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application in a process of its own, which can be looked into from outside. */
final class ServerProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern ADDRESS = Pattern.compile("The Dev Center is at (http://\\S+)");

  private final Path directory;
  private final Process process;
  private final URI address;

  private ServerProcess(Path directory, Process process, URI address) {
    this.directory = directory;
    this.process = process;
    this.address = address;
  }

  /** Starts it with its database and its log in a directory. */
  static ServerProcess start(Path directory, String... settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java("java"));
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DevCenter.class.getName());
    command.add("--server.port=0");
    command.add(
        "--devcenter.database-url=jdbc:h2:file:" + directory.resolve("keys") + ";WRITE_DELAY=0");
    command.addAll(List.of(settings));
    Path log = directory.resolve("server.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ServerProcess(directory, process, addressIn(log, process));
  }

  private static URI addressIn(Path log, Process process) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(process.isAlive()).as("the server lives").isTrue();
              Matcher said = ADDRESS.matcher(Files.readString(log));
              return said.find() ? URI.create(said.group(1)) : null;
            },
            found -> found != null);
  }

  private static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  URI address() {
    return address;
  }

  /** What can be reached in the heap at this moment. */
  byte[] heap(String name) throws Exception {
    Path file = directory.resolve(name + ".hprof");
    Process dump =
        new ProcessBuilder(
                java("jcmd"), Long.toString(process.pid()), "GC.heap_dump", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".jcmd.txt").toFile())
            .start();
    assertThat(dump.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    byte[] heap = Files.readAllBytes(file);
    Files.delete(file);
    assertThat(heap.length).as("bytes of the heap").isGreaterThan(1_000_000);
    return heap;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
