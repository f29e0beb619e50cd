package io.latchkey.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.KeyVerifier;
import io.latchkey.Latchkey;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What the list of the API sees: a change that it does not see is a change that nobody declares.
 */
class ApiListingTest {

  private static final String HERE = "io.latchkey.architecture.ApiSamples.";

  @Test
  void member_isWrittenWithGenericsExceptionsAndNullness() {
    assertThat(lines(ApiSamples.Sample.class))
        .containsExactlyInAnyOrder(
            HERE
                + "Sample abstract class<T extends java.lang.Number> implements java.lang.Runnable",
            HERE + "Sample#<init>(int) protected constructor throws java.io.IOException",
            HERE + "Sample#LIMIT static final int = 7",
            HERE + "Sample#NAME protected static final java.lang.String = name",
            HERE + "Sample#all(E...) static <E> java.util.List<E>",
            HERE + "Sample#find(@Nullable java.lang.String, byte @Nullable []) @Nullable T",
            HERE + "Sample#hidden() final void",
            HERE + "Sample#map() abstract java.util.Map<?, ? super T>",
            HERE + "Sample#none() java.util.List<@Nullable java.lang.String>");
  }

  @Test
  void kind_isWritten() {
    assertThat(lines(ApiSamples.Leaf.class))
        .contains(
            HERE + "Leaf record implements " + HERE + "Tree",
            HERE + "Leaf#<init>(int) constructor",
            HERE + "Leaf#size() int");
    assertThat(lines(ApiSamples.Tree.class))
        .contains(HERE + "Tree sealed interface permits " + HERE + "Leaf");
    assertThat(lines(ApiSamples.Colour.class))
        .contains(HERE + "Colour enum", HERE + "Colour#RED static final " + HERE + "Colour");
    assertThat(lines(KeyVerifier.class))
        .contains(
            "io.latchkey.KeyVerifier#verify(byte @Nullable []) io.latchkey.Verification",
            "io.latchkey.KeyVerifier#verify(@Nullable java.lang.String) io.latchkey.Verification");
  }

  @Test
  void hiddenType_isLeftOut() {
    assertThat(lines(ApiSamples.Hidden.class)).isEmpty();
    assertThat(lines(ApiSamples.Hidden.Inside.class)).isEmpty();
  }

  @Test
  void listing_ofCore_hasEachExportedPackageAndNothingElse() {
    assertThat(ApiSnapshot.listing(Latchkey.class))
        .hasSizeGreaterThan(500)
        .anyMatch(line -> line.startsWith("io.latchkey.Latchkey.Builder#start() "))
        .anyMatch(line -> line.startsWith("io.latchkey.spi.KeyStore#commit("))
        .noneMatch(line -> line.startsWith("io.latchkey.internal"));
  }

  @Test
  void difference_namesWhatWentAndWhatCame() {
    SortedSet<String> before = new TreeSet<>(List.of("a", "b", "d"));
    SortedSet<String> now = new TreeSet<>(List.of("a", "c", "d"));

    assertThat(ApiSnapshot.difference(before, now)).isEqualTo("- b\n+ c\n");
    assertThat(ApiSnapshot.difference(now, now)).isEmpty();
  }

  private static SortedSet<String> lines(Class<?> type) {
    SortedSet<String> lines = new TreeSet<>();
    ApiLines.add(type, lines);
    return lines;
  }
}
