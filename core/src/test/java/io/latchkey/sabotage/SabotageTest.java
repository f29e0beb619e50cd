package io.latchkey.sabotage;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Tests the contract: an honest store passes it, and each broken rule is found. */
final class SabotageTest {

  private static final Set<String> RULES =
      new TreeSet<>(
          Set.of(
              "c01", "c02", "c03", "c04", "c05", "c06", "c07", "c08", "c09", "a01", "a02", "a03",
              "a04", "f01", "f02", "f03", "f04", "f05", "f06", "l01", "l02", "l03", "l04", "u01",
              "s01", "s02", "s03", "s04"));

  private static final Pattern CASE = Pattern.compile("[acflsu]\\d\\d_\\w+");

  @Test
  void contract_onAnHonestStore_passesInEveryCase() {
    EngineExecutionResults results = run(Sabotage.NONE);

    assertThat(failed(results)).isEmpty();
    assertThat(results.testEvents().skipped().count()).isZero();
    assertThat(results.testEvents().aborted().count()).isZero();
    Set<String> cases = cases(results.testEvents().succeeded());
    assertThat(cases).hasSizeGreaterThanOrEqualTo(120);
    assertThat(rules(cases)).isEqualTo(RULES);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void contract_onASabotagedStore_failsByTheRuleThatIsBroken(Sabotage sabotage) {
    Set<String> failed = failed(run(sabotage));

    for (String begin : sabotage.mustFail()) {
      assertThat(failed).as(begin).anyMatch(name -> name.startsWith(begin));
    }
    assertThat(rules(failed)).as("%s", failed).allMatch(sabotage::mayFail);
  }

  @Test
  void sabotages_breakEveryRule() {
    Stream<String> begins = Arrays.stream(Sabotage.values()).flatMap(s -> s.mustFail().stream());

    assertThat(rules(begins.collect(toCollection(TreeSet::new)))).isEqualTo(RULES);
  }

  private static EngineExecutionResults run(Sabotage sabotage) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(SabotagedContract.class))
        .configurationParameter(SabotagedContract.PARAMETER, sabotage.name())
        .execute();
  }

  private static Set<String> failed(EngineExecutionResults results) {
    Set<String> failed = cases(results.testEvents().failed());
    failed.addAll(cases(results.containerEvents().failed()));
    return failed;
  }

  /** The names of the cases, parameterised ones once. */
  private static Set<String> cases(Events events) {
    return events.stream()
        .map(Event::getTestDescriptor)
        .flatMap(test -> CASE.matcher(test.getUniqueId().toString()).results())
        .map(MatchResult::group)
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> rules(Set<String> cases) {
    return cases.stream().map(name -> name.substring(0, 3)).collect(toCollection(TreeSet::new));
  }
}
