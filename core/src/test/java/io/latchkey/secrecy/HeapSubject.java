package io.latchkey.secrecy;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.secrecy.Stage.ALICE;
import static io.latchkey.secrecy.Stage.HOST;
import static io.latchkey.secrecy.Stage.LOST;
import static io.latchkey.secrecy.Stage.NORTHWIND;
import static io.latchkey.secrecy.Stage.basic;
import static io.latchkey.secrecy.Stage.request;

import io.latchkey.IssuedKey;
import io.latchkey.KeyText;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.Replacement;
import io.latchkey.sabotage.HonestStore;
import io.latchkey.testing.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A process in which keys come and go, and which writes down its own heap. What its keys were, it
 * writes down masked: a copy in clear would be found in its heap, and would be its own.
 */
final class HeapSubject {

  /** Makes of every character one that no key has. */
  static final int MASK = 0x80;

  private final ManualTime time = ManualTime.at("2026-05-01T09:00:00Z");
  private final Latchkey latchkey =
      Latchkey.builder(HonestStore.create()).brand("acme").timeSource(time).start();
  private final Path directory;

  /** Whatever a caller may hold on to. */
  private final List<Object> held = new ArrayList<>();

  private HeapSubject(Path directory) {
    this.directory = directory;
  }

  /** Writes keys and heaps to a directory. */
  public static void main(String[] arguments) throws Exception {
    new HeapSubject(Path.of(arguments[0])).run();
  }

  private void run() throws Exception {
    if (!latchkey.awaitReady(Duration.ofSeconds(30))) {
      throw new IllegalStateException("the index was not loaded");
    }
    latchkey
        .partners()
        .register(
            HOST,
            Partner.listed("northwind", "Northwind")
                .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE)
                .build());
    control();
    acknowledged();
    superseded();
    replaced();
    abandoned();
    ended();
    IssuedKey open = create("open-at-the-end", request("open at the end"));
    held.add(open);
    latchkey.close();
    dump("after");
  }

  /** While a key can be read it is in the heap, and so is a string that a caller keeps. */
  private void control() throws Exception {
    IssuedKey readable = create("control", request("control"));
    dump("readable");
    held.add(readable.reveal());
    latchkey.issuer().acknowledge(ALICE, readable);
    dump("kept");
    held.clear();
  }

  private void acknowledged() {
    IssuedKey issued = create("acknowledged", request("acknowledged"));
    latchkey.issuer().acknowledge(ALICE, issued);
    use("acknowledged");
    held.add(issued);
  }

  /** Verifies in every way, right and wrong; the strings are the caller's, who drops them. */
  private void use(String name) {
    String text = unmasked(name);
    if (!latchkey.verifier().verify(text).accepted()
        || !latchkey.verifier().verifyAuthorization(basic(text + ":")).accepted()
        || !latchkey.verifier().verifyAuthorization("Bearer " + text).accepted()) {
      throw new IllegalStateException("a right key was refused");
    }
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    held.add(latchkey.verifier().verify(bytes));
    held.add(latchkey.verifier().verify(text, CANDIDATES_CREATE));
    held.add(latchkey.verifier().verify(text + " "));
    held.add(latchkey.verifier().verify(text.substring(0, 60) + "\u0660" + text.substring(61)));
    held.add(latchkey.verifier().verify(Mistakes.otherSecret(text)));
    held.add(latchkey.verifier().verifyAuthorization(basic(text)));
    held.add(KeyText.inspect(text));
    latchkey.flushUses();
  }

  private void superseded() {
    NewKey once = request("superseded").idempotencyKey("once");
    IssuedKey first = create("superseded", once);
    first.close();
    IssuedKey renewed = create("renewed", once);
    latchkey.issuer().acknowledge(ALICE, renewed.id(), renewed.revealNumber());
    held.add(first);
    held.add(renewed);
  }

  private void replaced() {
    IssuedKey original = create("original", request("original"));
    latchkey.issuer().acknowledge(ALICE, original);
    IssuedKey successor =
        latchkey
            .issuer()
            .replace(ALICE, Replacement.overlapping(original.id(), Duration.ofDays(1)));
    write("successor", successor);
    latchkey.issuer().acknowledge(ALICE, successor);
    held.add(original);
    held.add(successor);
  }

  private void abandoned() {
    IssuedKey forgotten = create("forgotten", request("forgotten"));
    time.advance(Duration.ofHours(1));
    if (forgotten.readable()) {
      throw new IllegalStateException("a key could be read after its deadline");
    }
    held.add(forgotten);
  }

  private void ended() {
    IssuedKey revoked = create("revoked", request("revoked"));
    latchkey.issuer().revoke(ALICE, revoked.id(), LOST);
    IssuedKey swept = create("swept", request("swept"));
    latchkey.issuer().revokeAll(ALICE, NORTHWIND, LOST);
    held.add(revoked);
    held.add(swept);
    time.advance(Duration.ofSeconds(1));
    report();
  }

  private void report() {
    held.add(create("leaked", request("leaked")));
    held.add(latchkey.issuer().reportLeak(HOST, unmasked("leaked")));
  }

  private IssuedKey create(String name, NewKey request) {
    IssuedKey issued = latchkey.issuer().create(ALICE, request);
    write(name, issued);
    return issued;
  }

  private void write(String name, IssuedKey issued) {
    issued.revealTo(
        text -> {
          byte[] masked = new byte[text.length];
          for (int i = 0; i < text.length; i++) {
            masked[i] = (byte) (text[i] ^ MASK);
          }
          try {
            Files.write(directory.resolve(name + ".key"), masked);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private String unmasked(String name) {
    return unmasked(directory.resolve(name + ".key"));
  }

  static String unmasked(Path file) {
    try {
      byte[] masked = Files.readAllBytes(file);
      StringBuilder text = new StringBuilder();
      for (byte character : masked) {
        text.append((char) ((character ^ MASK) & 0xFF));
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By reflection: the module of this class does not read that of the management interfaces. */
  private void dump(String name) throws Exception {
    Class<?> type = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
    Method bean =
        Class.forName("java.lang.management.ManagementFactory")
            .getMethod("getPlatformMXBean", Class.class);
    Method dumpHeap = type.getMethod("dumpHeap", String.class, boolean.class);
    dumpHeap.invoke(bean.invoke(null, type), directory.resolve(name + ".hprof").toString(), true);
  }
}
