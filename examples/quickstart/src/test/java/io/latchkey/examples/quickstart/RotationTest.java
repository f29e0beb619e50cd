package io.latchkey.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RotationTest {

  private static final String ACCEPTED = "accepted, for meadowlark";

  @Test
  void rotation_watched_saysWhenTheOriginalCanGo() throws Exception {
    Printed printed = Printed.by(Rotation::run).section("An overlap of 14 days, finished");

    assertThat(printed.rows("original ends")).containsExactly("2030-01-21T09:00:00Z");
    assertThat(printed.rows("  original last used"))
        .containsExactly("2030-01-08T09:00:00Z", "2030-01-08T09:00:00Z", "2030-01-08T09:00:00Z");
    assertThat(printed.rows("  successor last used"))
        .containsExactly("never", "2030-01-09T09:00:00Z", "2030-01-11T09:00:00Z");
    assertThat(printed.rows("  safe to finish")).containsExactly("no", "no", "yes");
    assertThat(printed.rows("original")).containsExactly(ACCEPTED, rejected("KEY_REVOKED"));
    assertThat(printed.rows("successor")).containsExactly(rejected("KEY_PENDING"), ACCEPTED);
  }

  @Test
  void rotation_unwatched_endsWithTheOverlap() throws Exception {
    Printed printed = Printed.by(Rotation::run).section("An overlap of 14 days that runs out");

    assertThat(printed.rows("original")).containsExactly(rejected("KEY_REPLACED"));
    assertThat(printed.rows("successor")).containsExactly(ACCEPTED);
  }

  @Test
  void rotation_afterALeak_leavesNothingLiveUntilTheSuccessorIsStored() throws Exception {
    Printed printed = Printed.by(Rotation::run).section("No overlap");

    assertThat(printed.rows("original"))
        .containsExactly(rejected("KEY_REVOKED"), rejected("KEY_REVOKED"));
    assertThat(printed.rows("successor")).containsExactly(rejected("KEY_PENDING"), ACCEPTED);
  }

  @Test
  void rotation_run_showsEachKeyOnce() throws Exception {
    Printed.by(Rotation::run).assertShowsEachKeyOnce(3);
  }

  private static String rejected(String reason) {
    return "rejected, caller sees 401, operator sees " + reason;
  }
}
