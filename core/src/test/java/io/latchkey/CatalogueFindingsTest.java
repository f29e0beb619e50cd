package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueFindingsTest {

  private final Findings findings = new Findings();

  @Test
  void findings_areSortedByPlaceThenMessage() {
    findings.add("$.partners[10].id", "a");
    findings.add("$.partners[9].id", "b");
    findings.add("$.partners[9].id", "a");
    findings.add("$.format", "z");

    assertThat(findings.sorted())
        .containsExactly(
            new Violation("$.format", "z"),
            new Violation("$.partners[9].id", "a"),
            new Violation("$.partners[9].id", "b"),
            new Violation("$.partners[10].id", "a"));
  }

  @Test
  void findings_knowTheirPlaces() {
    findings.add("$.partners[1].id", "a");

    assertThat(findings.has("$.partners[1].id")).isTrue();
    assertThat(findings.has("$.partners[1]")).isFalse();
  }

  @Test
  void findings_none_throwNothing() {
    assertThat(findings.isEmpty()).isTrue();
    assertThatCode(findings::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void findings_any_areThrown() {
    findings.add("$", "a");

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(findings::throwIfAny)
        .satisfies(e -> assertThat(e.violations()).containsExactly(new Violation("$", "a")));
  }

  @Test
  void findings_upToFiveHundred_areAllReported() {
    add(500);

    assertThat(findings.sorted()).hasSize(500);
    findings.add("$[500]", "a");
    assertThat(findings.sorted()).hasSize(501).endsWith(new Violation("$", "and 1 more"));
  }

  @Test
  void findings_moreThanCanBeKept_areStillCounted() {
    add(100_007);

    List<Violation> sorted = findings.sorted();
    assertThat(sorted).hasSize(501).endsWith(new Violation("$", "and 99507 more"));
  }

  private void add(int count) {
    for (int i = 0; i < count; i++) {
      findings.add("$[" + i + "]", "a");
    }
  }
}
