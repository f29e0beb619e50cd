package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.StoreException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sum over the rows of a chain, and its seal. */
class ChainSealTest {

  private final ChainSealer sealer = new ChainSealer(new RowSealer(SealWorld.FIRST));

  private byte[] element(String id, long version) {
    byte[] element = sealer.element(RowKind.KEY, id, version, "1.1.seal");
    assertThat(element).hasSize(ChainSum.LENGTH);
    return element;
  }

  @Test
  void sum_isThatOfTheNumbersWhateverTheOrder() {
    List<byte[]> elements = new ArrayList<>();
    BigInteger expected = BigInteger.ZERO;
    for (int i = 0; i < 300; i++) {
      byte[] element = element("k" + i, i + 1L);
      elements.add(element);
      expected = expected.add(new BigInteger(1, element));
    }
    Collections.shuffle(elements, new Random(7));
    ChainSum sum = new ChainSum();
    elements.forEach(sum::add);

    assertThat(new BigInteger(1, sum.bytes()))
        .isEqualTo(expected.mod(BigInteger.ONE.shiftLeft(256)));
    assertThat(sum.count()).isEqualTo(300);
    Collections.shuffle(elements, new Random(8));
    elements.forEach(sum::remove);
    assertThat(sum.isEmpty()).isTrue();
  }

  @Test
  void element_differsByEverythingThatItStandsFor() {
    List<byte[]> elements =
        List.of(
            element("k1", 1),
            element("k1", 2),
            element("k11", 1),
            sealer.element(RowKind.PARTNER, "k1", 1, "1.1.seal"),
            sealer.element(RowKind.ACCOUNT, "k1", 1, "1.1.seal"),
            sealer.element(RowKind.KEY, "k1", 1, "1.1.other"));
    assertThat(elements.stream().map(BigInteger::new).distinct()).hasSize(elements.size());
    assertThat(sealer.element(RowKind.KEY, "k1", 1, "1.2.seal")).isNull();
    assertThat(sealer.element(RowKind.KEY, "k1", 1, "nonsense")).isNull();
  }

  @Test
  void seal_isReadBackAndHidesTheSum() {
    ChainSum sum = new ChainSum();
    sum.add(element("k1", 1));
    String seal = sealer.write("globex", 7, sum);

    ChainSeal read = sealer.read("globex", seal).orElseThrow();

    assertThat(read.number()).isEqualTo(7);
    assertThat(read.keyVersion()).isEqualTo(1);
    assertThat(read.sum().sameAs(sum)).isTrue();
    assertThat(seal).doesNotContain(SealText.bytes(sum.bytes()));
    assertThat(sealer.write("globex", 8, sum).split("\\.", -1)[4])
        .as("the same sum looks different each time")
        .isNotEqualTo(seal.split("\\.", -1)[4]);
  }

  @Test
  void seal_changedInAnyPart_isNone() {
    ChainSum sum = new ChainSum();
    sum.add(element("k1", 1));
    String seal = sealer.write("globex", 7, sum);
    for (int i = 0; i < seal.length(); i++) {
      char other = seal.charAt(i) == '3' ? '4' : '3';
      String changed = seal.substring(0, i) + other + seal.substring(i + 1);
      assertThat(sealer.read("globex", changed))
          .as(changed)
          .satisfiesAnyOf(
              read -> assertThat(read).isEmpty(),
              // The last character of a value in Base64 has bits that mean nothing.
              read -> assertThat(read.orElseThrow().sum().sameAs(sum)).isTrue());
    }
    assertThat(sealer.read("initech", seal)).isEmpty();
    assertThat(sealer.read("globex", "")).isEmpty();
    assertThat(new ChainSealer(new RowSealer(SealWorld.SECOND)).read("globex", seal)).isEmpty();
  }

  @Test
  void update_addsToWhatThereIs() {
    ChainSum change = new ChainSum();
    change.add(element("k2", 1));
    ChainUpdate update = new ChainUpdate(sealer, "globex", change, false);
    assertThat(update.point()).isEmpty();
    ChainSum before = new ChainSum();
    before.add(element("k1", 1));

    ChainSeal next =
        sealer.read("globex", update.next(sealer.write("globex", 4, before))).orElseThrow();

    before.add(element("k2", 1));
    assertThat(next.number()).isEqualTo(5);
    assertThat(next.sum().sameAs(before)).isTrue();
    assertThat(update.point()).contains(new SealPoint(5, next.mark()));
  }

  @Test
  void update_thatTakesMoreThanThereIs_isRefused() {
    ChainSum change = new ChainSum();
    change.remove(element("k1", 1));

    Refusals.refused(
        RefusalReason.SEAL_BROKEN,
        () -> new ChainUpdate(sealer, "globex", change, false).next(null));
    assertThat(new ChainUpdate(sealer, "globex", change, true).next(null)).startsWith("1.1.1.0.");
  }

  @Test
  void reset_isMadeOnlyOfWhatItWasWorkedOutFrom() {
    ChainReset reset = new ChainReset("before", "next", new SealPoint(2, "mark"));

    assertThat(reset.next("before")).isEqualTo("next");
    assertThat(reset.point()).contains(new SealPoint(2, "mark"));
    assertThat(Refusals.thrown(StoreException.class, () -> reset.next(null)).kind())
        .isEqualTo(StoreException.Kind.CONTENTION);
  }

  @Test
  void tally_isExplainedBySomeOfTheDoubtfulRows() {
    ChainTally tally = new ChainTally();
    ChainSum counted = new ChainSum();
    for (int i = 0; i < 3; i++) {
      tally.count(element("k" + i, 1));
      counted.add(element("k" + i, 1));
    }
    counted.add(element("doubtful", 1));
    assertThat(tally.explains(counted)).isFalse();
    for (int i = 0; i < 7; i++) {
      tally.doubt(element("planted" + i, 1));
    }
    tally.doubt(element("doubtful", 1));
    assertThat(tally.explains(counted)).isTrue();
    assertThat(tally.size()).isEqualTo(11);
    tally.doubt(element("one too many", 1));
    assertThat(tally.size()).isEqualTo(12);
  }
}
