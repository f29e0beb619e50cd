package io.latchkey.jdbc.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.Health;
import io.latchkey.jdbc.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link Verifier}, seen from outside. What it is told waits here while it can't listen. */
final class VerifierProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String END = "";

  private final int number;
  private final Process process;
  private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> running = new CompletableFuture<>();
  private final CompletableFuture<NodeReport> report = new CompletableFuture<>();
  private final Map<Integer, Sighting> sightings = new ConcurrentHashMap<>();
  private final Set<Health.Status> seen = EnumSet.noneOf(Health.Status.class);
  private volatile Health.Status status = Health.Status.LOADING;
  private volatile long feedNumber;
  private volatile boolean notified;

  VerifierProcess(int number, NodeSettings settings, Path directory) throws IOException {
    this.number = number;
    process =
        new ProcessBuilder(ChildJvm.command("128m", Verifier.class, settings.words()))
            .redirectError(directory.resolve("node-" + number + ".err").toFile())
            .start();
    start("orders-" + number, this::write);
    start("answers-" + number, this::read);
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void write() {
    try (Writer output = process.outputWriter(StandardCharsets.US_ASCII)) {
      for (String order = orders.take(); !order.equals(END); order = orders.take()) {
        output.write(order + "\n");
        if (orders.isEmpty()) {
          output.flush();
        }
      }
    } catch (IOException e) {
      report.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (BufferedReader input = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        if (line.startsWith(Verifier.MARK)) {
          take(line.substring(Verifier.MARK.length()).split(" ", -1));
        } else {
          System.out.println("node " + number + ": " + line);
        }
      }
    } catch (IOException e) {
      report.completeExceptionally(e);
    }
    IllegalStateException ended = new IllegalStateException("node " + number + " ended");
    running.completeExceptionally(ended);
    report.completeExceptionally(ended);
  }

  private void take(String[] words) {
    switch (words[0]) {
      case Verifier.RUNNING -> running.complete(null);
      case Verifier.HEALTH -> {
        status = Health.Status.valueOf(words[1]);
        synchronized (seen) {
          seen.add(status);
        }
        feedNumber = Long.parseLong(words[2]);
        notified = Boolean.parseBoolean(words[3]);
      }
      case Verifier.KEY -> sightings.put(Integer.valueOf(words[1]), Sighting.parse(words, 2));
      case Verifier.NODE ->
          report.complete(
              new NodeReport(
                  number,
                  sightings,
                  Long.parseLong(words[1]),
                  Long.parseLong(words[2]),
                  Long.parseLong(words[3]),
                  Long.parseLong(words[4])));
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  void awaitRunning() throws Exception {
    running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  void watch(Life life) {
    orders.add(Verifier.WATCH + " " + life.number() + " " + life.text());
  }

  void acceptRestore() {
    orders.add(Verifier.RESTORE);
  }

  void finishAfter(long moment) {
    orders.add(Verifier.FINISH + " " + moment);
    orders.add(END);
  }

  NodeReport report() throws Exception {
    return report.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  void awaitStatus(Health.Status wanted) {
    await("node " + number + " is " + wanted)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> status == wanted);
  }

  void awaitNotified() {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> notified);
  }

  void awaitFeedNumber(long wanted) {
    await("node " + number + " has read up to " + wanted)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> feedNumber >= wanted);
  }

  /** Every status that it was in so far. */
  Set<Health.Status> statuses() {
    synchronized (seen) {
      return EnumSet.copyOf(seen);
    }
  }

  /** SIGSTOP: no thread of it runs, and it notices nothing. */
  void pause() {
    signal("-STOP");
  }

  void resume() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      Process kill =
          new ProcessBuilder("kill", signal, Long.toString(process.pid())).inheritIO().start();
      assertThat(kill.waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    orders.add(END);
  }
}
