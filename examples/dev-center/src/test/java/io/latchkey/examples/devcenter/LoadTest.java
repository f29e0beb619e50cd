package io.latchkey.examples.devcenter;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.Actor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.PartnerId;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.examples.devcenter.load.LoadGenerator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Load from a second process, short by default. For five minutes with a thousand keys:
 *
 * <pre>{@code
 * mvn -Pquick -pl examples/dev-center -am test -Dtest=LoadTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Ddevcenter.load.seconds=300 -Ddevcenter.load.keys=1000
 * }</pre>
 */
class LoadTest {

  private static final int SECONDS = Integer.getInteger("devcenter.load.seconds", 12);
  private static final int KEYS = Integer.getInteger("devcenter.load.keys", 100);
  private static final int THREADS = Integer.getInteger("devcenter.load.threads", 16);
  private static final int VICTIMS = 5;
  private static final Path REPORTS = Path.of("target", "load");

  private final List<KeyId> ids = new ArrayList<>();

  @Test
  void decisions_underAFloodAndWithRevocations_areAllRight() throws Exception {
    Files.createDirectories(REPORTS);
    try (Site site =
        Site.start(
            "--devcenter.api.requests=1000000",
            "--logging.config=classpath:logback-load.xml",
            "--logging.file.name=" + REPORTS.resolve("dev-center.log"))) {
      Process generator =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LoadGenerator.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        Map<String, String> report = run(site, generator);
        Files.writeString(REPORTS.resolve("report.txt"), report + "\n\n" + metrics(site));
        System.out.println("load with " + KEYS + " keys: " + report);
        assertThat(report).containsEntry("wrong_decisions", "0").containsEntry("errors", "0");
        assertThat(Integer.parseInt(report.get("accepted"))).isPositive();
        assertThat(Integer.parseInt(report.get("rejected"))).isPositive();
        for (int victim = 0; victim < VICTIMS; victim++) {
          assertThat(report).containsEntry("after_revocation_" + victim, "401");
        }
      } finally {
        generator.destroyForcibly();
      }
    }
  }

  private Map<String, String> run(Site site, Process generator) throws Exception {
    try (PrintWriter to = new PrintWriter(generator.getOutputStream(), true, UTF_8);
        BufferedReader from =
            new BufferedReader(new InputStreamReader(generator.getInputStream(), UTF_8))) {
      to.println(
          String.join(
              " ",
              site.address().toString(),
              "ada@globex.example",
              SECONDS + "",
              THREADS + "",
              VICTIMS + ""));
      for (int i = 0; i < KEYS; i++) {
        to.println("+" + live(site));
      }
      for (int i = 0; i < 20; i++) {
        to.println("-" + live(site));
        revoke(site, KEYS + i);
      }
      long start = System.nanoTime();
      to.println("go");
      Thread revoking = new Thread(() -> revokeInTheMiddle(site, to, start), "revoking");
      revoking.start();
      Map<String, String> report = read(from);
      revoking.join();
      return report;
    }
  }

  /** Revokes the victims one after the other, spread over the run. */
  private void revokeInTheMiddle(Site site, PrintWriter to, long start) {
    for (int victim = 0; victim < VICTIMS; victim++) {
      long due = start + SECONDS * 1_000_000_000L * (victim + 1) / (VICTIMS + 1);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      revoke(site, victim);
      to.println(victim);
    }
  }

  private static Map<String, String> read(BufferedReader from) throws IOException {
    Map<String, String> report = new LinkedHashMap<>();
    for (String line = from.readLine();
        line != null && !line.equals("end");
        line = from.readLine()) {
      String[] figure = line.split(" ", -1);
      report.put(figure[0], figure[1]);
    }
    return report;
  }

  private String live(Site site) {
    Actor ada = Integration.actor(site, "ada");
    Latchkey latchkey = site.bean(Latchkey.class);
    PartnerId partner = PartnerId.of("northwind-sourcing");
    NewKey request = NewKey.of(CANDIDATE_INGESTION, partner, "Load");
    IssuedKey issued = latchkey.issuer().create(ada, request);
    String text = issued.reveal();
    latchkey.issuer().acknowledge(ada, issued);
    ids.add(issued.id());
    return text;
  }

  private void revoke(Site site, int key) {
    Revocation leaked = Revocation.because(RevocationReason.LEAKED);
    site.bean(Latchkey.class).issuer().revoke(Integration.actor(site, "ada"), ids.get(key), leaked);
  }

  private static String metrics(Site site) throws Exception {
    return Metrics.read(site)
        .lines()
        .filter(line -> line.startsWith("latchkey_") && !line.endsWith(" 0.0"))
        .reduce("", (all, line) -> all + line + "\n");
  }
}
