package io.latchkey.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuickstartTest {

  @Test
  void quickstart_run_showsTheWholeLifeOfAKey() throws Exception {
    Printed printed = Printed.by(out -> Quickstart.run(out, Database.newFile()));

    assertThat(printed.section("1. ").text())
        .contains("21 partners", "Northwind Sourcing", "Coralfinder Classic (RETIRED), Brightreef");
    assertThat(printed.section("2. ").rows("verified too early"))
        .containsExactly("rejected, caller sees 401, operator sees KEY_PENDING");
    assertThat(printed.section("2. ").rows("acknowledged, is now")).containsExactly("ACTIVE");
    assertThat(printed.section("2. ").rows("can be shown again")).containsExactly("no");
    assertThat(printed.section("3. ").rows("POST candidates"))
        .containsExactly("accepted, for brightreef");
    assertThat(printed.section("3. ").rows("POST tracking_link"))
        .containsExactly("rejected, caller sees 403, operator sees PERMISSION_MISSING");
  }

  @Test
  void quickstart_run_replacesRevokesAndProves() throws Exception {
    Printed printed = Printed.by(out -> Quickstart.run(out, Database.newFile()));

    assertThat(printed.section("4. ").rows("original"))
        .containsExactly(
            "accepted, for brightreef", "rejected, caller sees 401, operator sees KEY_REVOKED");
    assertThat(printed.section("4. ").rows("successor"))
        .containsExactly("accepted, for brightreef");
    assertThat(printed.section("5. ").rows("leak reported, is now")).containsExactly("REVOKED");
    assertThat(printed.section("5. ").rows("successor"))
        .containsExactly("rejected, caller sees 401, operator sees KEY_REVOKED");
    assertThat(printed.section("6. ").rows("8 ats-backend"))
        .singleElement()
        .asString()
        .startsWith("key_revoked ");
    assertThat(printed.section("6. ").rows("audit verified"))
        .containsExactly("intact, 8 events, proven");
  }

  @Test
  void quickstart_run_showsEachKeyOnceAndEveryRefusal() throws Exception {
    Printed printed = Printed.by(out -> Quickstart.run(out, Database.newFile()));

    printed.assertShowsEachKeyOnce(2);
    assertThat(printed.text()).contains("Refused because of who asks", "STALE");
  }
}
