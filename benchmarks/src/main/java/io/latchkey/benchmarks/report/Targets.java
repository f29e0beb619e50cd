package io.latchkey.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/** Works out the promised figures from one run. */
final class Targets {

  private static final Set<String> GARBAGE =
      Set.of("LENGTH", "PREFIX", "CHARACTER", "CHECKSUM", "UNKNOWN_ID");

  /** What the profiler itself and background threads leave, spread over millions of calls. */
  private static final double UNSEEN_BYTES = 0.05;

  private final List<Row> rows;

  Targets(List<Row> rows) {
    this.rows = rows;
  }

  List<Target> all() {
    List<Target> targets = new ArrayList<>();
    targets.add(
        Target.atMost(
            "accept of a text, 1,000 keys, over SHA-256 and clock",
            1.45,
            1.25,
            ratio(sized("Accept", "hotKey", "1000"), plain("Accept", "baseline"))));
    targets.add(
        Target.atMost("bytes allocated, worst of accept and every reject", 0, 0, allocation()));
    targets.add(
        Target.atMost(
            "what 1,000,000 random keys add to 1,000, over one memory access", 3, 2, growth()));
    targets.add(
        Target.atLeast(
            "times faster than the tidy map, 1,000,000 keys",
            1.8,
            2.5,
            ratio(
                sized("Accept", "tidyMapSpread", "1000000"),
                sized("Accept", "spread", "1000000"))));
    targets.add(Target.atMost("heap bytes for a key at 1,000,000", 250, 120, heap()));
    targets.add(
        Target.atMost("dearest reject of garbage, over SHA-256", 0.6, 0.35, dearestGarbage()));
    targets.add(
        Target.atLeast("scaling to two threads on one key, over SHA-256's", 0.93, 0.98, scaling()));
    peers(targets);
    return targets;
  }

  private void peers(List<Target> targets) {
    targets.add(slower("tidy map", 1.8, 2.5, "InProcessPeer", "TIDY_MAP"));
    targets.add(slower("Elasticsearch-style cache", 3, 4, "InProcessPeer", "ELASTICSEARCH_STYLE"));
    targets.add(slower("fastest signed token", 15, 20, "TokenPeer", ""));
    targets.add(slower("bcrypt", 300_000, 600_000, "PasswordPeer", "BCRYPT"));
  }

  /** How much slower the fastest peer is whose name begins with a word. */
  private Target slower(String name, double must, double aim, String group, String peer) {
    OptionalDouble fastest =
        rows.stream()
            .filter(row -> row.is(group, "accepts"))
            .filter(row -> row.params().getOrDefault("name", "").startsWith(peer))
            .mapToDouble(Row::nanos)
            .min();
    OptionalDouble figure = ratio(fastest, plain(group, "latchkey"));
    return Target.atLeast("times faster than " + name, must, aim, figure);
  }

  private OptionalDouble allocation() {
    OptionalDouble most =
        rows.stream()
            .filter(row -> isAccept(row) || isReject(row))
            .filter(row -> row.bytes().isPresent())
            .mapToDouble(row -> row.bytes().getAsDouble())
            .max();
    return most.isPresent() && most.getAsDouble() < UNSEEN_BYTES ? OptionalDouble.of(0) : most;
  }

  private static boolean isAccept(Row row) {
    return row.is("Accept", "hotKey")
        || row.is("Accept", "spread")
        || row.is("Forms", "text")
        || row.is("Forms", "bytes")
        || row.is("Forms", "permissionTest");
  }

  private static boolean isReject(Row row) {
    return row.group().equals("Reject") && !row.method().equals("baseline");
  }

  private OptionalDouble growth() {
    OptionalDouble many = sized("Accept", "spread", "1000000");
    OptionalDouble few = sized("Accept", "spread", "1000");
    return many.isEmpty() || few.isEmpty()
        ? OptionalDouble.empty()
        : ratio(
            OptionalDouble.of(many.getAsDouble() - few.getAsDouble()),
            sized("Accept", "dependentLoad", "1000000"));
  }

  private OptionalDouble heap() {
    return rows.stream()
        .filter(row -> row.is("Load", "load") && row.has("keys", "1000000"))
        .filter(row -> row.counters().containsKey("heapBytesPerKey"))
        .mapToDouble(row -> row.counters().get("heapBytesPerKey"))
        .findFirst();
  }

  private OptionalDouble dearestGarbage() {
    OptionalDouble dearest =
        rows.stream()
            .filter(row -> row.is("Reject", "rejected"))
            .filter(row -> GARBAGE.contains(row.params().get("reason")))
            .mapToDouble(Row::nanos)
            .max();
    return ratio(dearest, plain("Reject", "baseline"));
  }

  private OptionalDouble scaling() {
    OptionalDouble ours = ratio(plain("Threads", "hotKey"), plain("Threads", "hotKeyByTwo"));
    OptionalDouble bare = ratio(plain("Threads", "baseline"), plain("Threads", "sha256ByTwo"));
    return ratio(ours, bare);
  }

  private OptionalDouble plain(String group, String method) {
    return find(row -> row.is(group, method));
  }

  private OptionalDouble sized(String group, String method, String size) {
    return find(row -> row.is(group, method) && row.has("size", size));
  }

  private OptionalDouble find(Predicate<Row> which) {
    return rows.stream().filter(which).mapToDouble(Row::nanos).findFirst();
  }

  private static OptionalDouble ratio(OptionalDouble of, OptionalDouble over) {
    return of.isEmpty() || over.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(of.getAsDouble() / over.getAsDouble());
  }
}
