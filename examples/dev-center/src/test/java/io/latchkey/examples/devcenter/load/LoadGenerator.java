package io.latchkey.examples.devcenter.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Sends right and wrong requests, half and half, as fast as the answers come, and judges each
 * answer. Told of a revocation, it asks at once with that key, and counts every later acceptance as
 * a wrong decision; what was under way at that moment may go either way.
 */
public final class LoadGenerator {

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Target target;
  private final AtomicIntegerArray revoked;
  private final long end;

  private LoadGenerator(Target target) {
    this.target = target;
    revoked = new AtomicIntegerArray(target.keys().size());
    end = System.nanoTime() + target.seconds() * 1_000_000_000L;
  }

  /**
   * Runs until the time is over; reads from the standard input, reports to the standard output.
   *
   * @param args not used
   * @throws Exception if a thread failed
   */
  public static void main(String[] args) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    new LoadGenerator(Target.read(in)).run(in);
  }

  private void run(BufferedReader in) throws Exception {
    Thread listener = new Thread(() -> listen(in), "revocations");
    listener.setDaemon(true);
    listener.start();
    long start = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(target.threads());
    List<Future<Tally>> running = new ArrayList<>();
    for (int i = 0; i < target.threads(); i++) {
      SplittableRandom random = new SplittableRandom(i);
      running.add(threads.submit(() -> shoot(random)));
    }
    List<Tally> tallies = new ArrayList<>();
    for (Future<Tally> thread : running) {
      tallies.add(thread.get());
    }
    threads.shutdown();
    System.out.println(Tally.report(tallies, (System.nanoTime() - start) / 1e9));
    System.out.println("end");
  }

  private Tally shoot(SplittableRandom random) {
    Tally tally = new Tally();
    while (System.nanoTime() < end) {
      Shot shot =
          random.nextBoolean()
              ? Shot.right(target, random.nextInt(target.keys().size()), random)
              : Shot.wrong(target, random);
      boolean revokedBefore = shot.victim() >= 0 && revoked.get(shot.victim()) == 1;
      long start = System.nanoTime();
      int status = send(shot);
      long nanos = System.nanoTime() - start;
      boolean revokedBehind = shot.victim() >= 0 && revoked.get(shot.victim()) == 1;
      judge(tally, shot, new Answer(status, nanos), revokedBefore, revokedBehind);
    }
    return tally;
  }

  private record Answer(int status, long nanos) {}

  private static void judge(
      Tally tally, Shot shot, Answer answer, boolean revokedBefore, boolean revokedBehind) {
    if (answer.status() == OK) {
      tally.accepted(answer.nanos());
      if (!shot.right() || revokedBefore) {
        tally.wrong();
      }
    } else if (answer.status() == UNAUTHORIZED) {
      tally.rejected(answer.nanos());
      if (shot.right() && !revokedBehind) {
        tally.wrong();
      }
    } else {
      tally.error();
    }
  }

  private int send(Shot shot) {
    try {
      return client.send(shot.request(), HttpResponse.BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** Each line is the number of a key whose revocation has returned. */
  private void listen(BufferedReader in) {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int key = Integer.parseInt(line);
        revoked.set(key, 1);
        int status = send(Shot.right(target, key, new SplittableRandom(key)));
        System.out.println("after_revocation_" + key + " " + status);
      }
    } catch (IOException e) {
      System.out.println("errors 1");
    }
  }
}
