package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every operation does to a key in every state, as a table. It was written from the
 * description of the life cycle and not from the code, and is driven through the public API.
 */
class LifeCycleTableTest {

  /**
   * A state: the operation is a change and leaves the key in it. {@code same}: nothing is written.
   * {@code noted}: nothing changes but that an end which nobody has written down yet is. {@code
   * !REASON}: refused.
   */
  private static final String TABLE =
      """
      operation           | pending           | active   | disabled | revoked    | abandoned  | replaced   | expired
      acknowledge         | active            | same     | same     | !KEY_ENDED | !ABANDONED | !KEY_ENDED | !KEY_ENDED
      replace overlapping | !NOT_ACKNOWLEDGED | active   | disabled | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED
      replace untilRevoked| !NOT_ACKNOWLEDGED | active   | disabled | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED
      replace now         | !NOT_ACKNOWLEDGED | revoked  | revoked  | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED
      disable             | !NOT_ACKNOWLEDGED | disabled | same     | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED
      enable              | !NOT_ACKNOWLEDGED | same     | active   | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED
      revoke              | revoked           | revoked  | revoked  | same       | noted      | noted      | noted
      change description  | pending           | active   | disabled | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED
      change expiry       | pending           | active   | disabled | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED
      reassign            | pending           | active   | disabled | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED | !KEY_ENDED
      """;

  @TestFactory
  Stream<DynamicContainer> table() {
    List<String[]> rows = TABLE.lines().map(LifeCycleTableTest::cells).toList();
    String[] states = rows.get(0);
    List<DynamicContainer> containers = new ArrayList<>();
    for (String[] row : rows.subList(1, rows.size())) {
      List<DynamicTest> tests = new ArrayList<>();
      for (int column = 1; column < row.length; column++) {
        String state = states[column];
        String outcome = row[column];
        for (KeyIn given : KeyIn.state(state)) {
          tests.add(
              DynamicTest.dynamicTest(
                  given.name().toLowerCase(Locale.ROOT) + " -> " + outcome,
                  () -> check(row[0], given, outcome)));
        }
      }
      containers.add(DynamicContainer.dynamicContainer(row[0], tests));
    }
    assertThat(containers).hasSize(KeyOperation.values().length);
    return containers.stream();
  }

  private static String[] cells(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
  }

  private static void check(String operationName, KeyIn given, String outcome) {
    KeyOperation operation = KeyOperation.named(operationName);
    try (World world = World.create()) {
      Held key = given.make(world);
      world.northwindAlsoViewsCandidates();
      assertThat(world.state(key.id())).as("given").isEqualTo(given.state());
      Stored before = world.stored();
      int events = world.trail().size();

      if (outcome.startsWith("!")) {
        RefusedException refusal =
            Refusals.refused(
                RefusalReason.valueOf(outcome.substring(1)), () -> operation.on(world, key.id()));
        assertThat(refusal.keyId()).contains(key.id());
        unchanged(world, key, given.state(), before);
      } else if (outcome.equals("same") || (outcome.equals("noted") && given.recorded())) {
        operation.on(world, key.id());
        unchanged(world, key, given.state(), before);
      } else if (outcome.equals("noted")) {
        operation.on(world, key.id());
        String end = "key_" + given.state().name().toLowerCase(Locale.ROOT);
        changed(world, key, given.state(), List.of(end), events);
        assertThat(world.lastEvent().actor()).isEqualTo("latchkey");
      } else {
        operation.on(world, key.id());
        KeyState after = KeyState.valueOf(outcome.toUpperCase(Locale.ROOT));
        changed(world, key, after, operation.events(), events);
        assertThat(world.lastEvent().actor()).isEqualTo("u-admin");
      }
    }
  }

  private static void unchanged(World world, Held key, KeyState state, Stored before) {
    assertThat(world.stored()).isEqualTo(before);
    standsAs(world, key, state);
  }

  private static void changed(
      World world, Held key, KeyState state, List<String> types, int eventsBefore) {
    List<AuditEntry> trail = world.trail();
    assertThat(trail.subList(eventsBefore, trail.size()))
        .extracting(AuditEntry::type)
        .containsExactlyElementsOf(types);
    standsAs(world, key, state);
  }

  private static void standsAs(World world, Held key, KeyState state) {
    assertThat(world.state(key.id())).isEqualTo(state);
    String verdict = state == KeyState.ACTIVE ? "ACCEPTED" : "KEY_" + state;
    assertThat(world.verdict(key.text())).isEqualTo(verdict);
    world.time.advance(Duration.ofSeconds(30));
    assertThat(world.verdict(key.text())).as("half a minute later").isEqualTo(verdict);
  }
}
