package io.latchkey;

import static io.latchkey.contract.Records.account;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.spi.Commit;
import io.latchkey.spi.VersionedId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a commit may consist of, whatever store it is given to. */
class CommitTest {

  static Stream<Commit.Builder> thatNameARowTwice() {
    VersionedId row = new VersionedId("x", 1);
    return Stream.of(
        commit().insertKey(key("x")).insertKey(key("x")),
        commit().insertKey(key("x")).updateKey(next(key("x"))),
        commit().updateKey(next(key("x"))).updateKey(next(key("x"))),
        commit().updateKey(next(key("x"))).deleteKey(row),
        commit().deleteKey(row).deleteKey(row),
        commit().putPartner(partner("x", 1)).putPartner(partner("x", 2)),
        commit().putPartner(partner("x", 2)).guardPartner(row),
        commit().guardPartner(row).guardPartner(new VersionedId("x", 2)),
        commit().putAccount(account("x", 1)).putAccount(account("x", 2)),
        commit().putAccount(account("x", 2)).guardAccount(row),
        commit().guardAccount(row).guardAccount(row));
  }

  @ParameterizedTest
  @MethodSource("thatNameARowTwice")
  void build_ofACommitThatNamesARowTwice_isRefused(Commit.Builder commit) {
    assertThatThrownBy(commit::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("a commit names (key|partner|account) x twice");
  }

  @Test
  void build_ofRowsOfDifferentKindsUnderOneId_isFine() {
    Commit built =
        commit()
            .adopt("x")
            .insertKey(key("x"))
            .putPartner(partner("x", 1))
            .putAccount(account("x", 1))
            .build();

    assertThat(built.adopts()).contains("x");
    assertThat(commit().build().adopts()).isEmpty();
  }

  @Test
  void build_ofACommitWithoutEvent_isRefused() {
    assertThatThrownBy(() -> Commit.builder("acme").insertKey(key("x")).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a commit needs at least one audit event");
  }
}
