package io.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinimumVersionTest {

  private static final MinimumVersion OLDEST = new MinimumVersion("Products", 10, 6);

  @ParameterizedTest
  @CsvSource({"10.5.99", "10.5.26-MariaDB-log", "5.5.5-10.5.26-MariaDB", "9", "9.99", "8.0.2"})
  void version_belowTheOldest_isRefusedWithBoth(String version) {
    assertThat(OLDEST.objection(version).orElseThrow())
        .contains("Products " + version + " is too old")
        .contains("needs Products 10.6 or newer");
  }

  @ParameterizedTest
  @CsvSource({
    "10.6.0",
    "10.11",
    "5.5.5-10.6.1-MariaDB",
    "18beta1",
    "16.15 (Debian 16.15-1)",
    "unknown",
    "''"
  })
  void version_thatIsNotKnownToBeTooOld_isTaken(String version) {
    assertThat(OLDEST.objection(version)).isEmpty();
  }
}
