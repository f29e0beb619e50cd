package io.latchkey.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditExportTest {

  @Test
  void auditExport_untouched_isProvenByHeadAndBySignature() throws Exception {
    Printed printed = Printed.by(AuditExport::run).section("A check of it");

    assertThat(printed.rows("against itself")).containsExactly("intact, 6 events, unproven");
    assertThat(printed.rows("against a head kept")).containsExactly("intact, 6 events, proven");
    assertThat(printed.rows("against the signature")).containsExactly("intact, 6 events, proven");
  }

  @Test
  void auditExport_tamperedWith_namesTheFirstBrokenLink() throws Exception {
    Printed printed = Printed.by(AuditExport::run).section("Careless forgeries");

    assertThat(printed.rows("event 2 changed"))
        .containsExactly("BROKEN: event 2 was changed: its hash does not fit");
    assertThat(printed.rows("event 3 dropped"))
        .containsExactly("BROKEN: event 4 stands where event 3 belongs");
    assertThat(printed.rows("events 4 and 5 swapped"))
        .containsExactly("BROKEN: event 5 stands where event 4 belongs");
    assertThat(printed.rows("cut off after event 5"))
        .containsExactly("BROKEN: the trail has no head: its end is missing");
  }

  @Test
  void auditExport_rewrittenWithRightHashes_isFoundByHeadAndSignatureAlone() throws Exception {
    Printed printed = Printed.by(AuditExport::run).section("A careful forgery");

    assertThat(printed.rows("against itself")).containsExactly("intact, 6 events, unproven");
    assertThat(printed.rows("against a head kept"))
        .containsExactly("BROKEN: event 3 is not the one that the head kept names");
    assertThat(printed.rows("against the signature"))
        .containsExactly("BROKEN: the head is not signed");
  }

  @Test
  void auditExport_run_showsNoKey() throws Exception {
    Printed.by(AuditExport::run).assertShowsEachKeyOnce(0);
  }
}
