package io.latchkey.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.RefusalReason;
import io.latchkey.RejectionReason;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  /**
   * One takes two hosts of different configuration on one store, the other a damaged snapshot; both
   * are for the host to mend.
   */
  private static final Set<RejectionReason> NOT_SHOWN =
      EnumSet.of(RejectionReason.KEY_UNREADABLE, RejectionReason.SNAPSHOT_DAMAGED);

  @Test
  void refusals_run_nameEveryReasonAndTheNextStep() throws Exception {
    Printed printed = Printed.by(Refusals::run);

    for (RefusalReason reason : RefusalReason.values()) {
      assertThat(printed.rows(reason.name())).as("%s", reason).isNotEmpty();
      assertThat(printed.text()).contains("-> " + reason.nextStep());
    }
    assertThat(printed.text())
        .contains(
            "missing: grant webhooks.manage",
            "missing: user level BASIC or above",
            "see https://example.org/slotterby/connect-your-recruiting-account",
            "environment: must be one of [live, test]");
  }

  @Test
  void refusals_run_nameEveryRejectionWithItsStatus() throws Exception {
    Printed printed = Printed.by(Refusals::run);

    for (RejectionReason reason : EnumSet.complementOf(EnumSet.copyOf(NOT_SHOWN))) {
      String seen = "rejected, caller sees " + reason.view().httpStatus() + ", operator sees ";
      assertThat(printed.text()).contains(seen + reason + System.lineSeparator());
    }
    assertThat(printed.rows("Basic base64(key:)")).containsExactly("accepted, for meadowlark");
    assertThat(printed.rows("Bearer key")).containsExactly("accepted, for meadowlark");
  }

  @Test
  void refusals_run_showNoKey() throws Exception {
    Printed.by(Refusals::run).assertShowsEachKeyOnce(0);
  }
}
