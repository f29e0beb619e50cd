package io.latchkey;

import static io.latchkey.World.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in an export, a check has an outcome. */
class AuditGarbageTest {

  private final World world = World.create();
  private final Export export;

  AuditGarbageTest() {
    world.active();
    export = Export.of(world.latchkey, ADMIN);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(
      strings = {
        "{",
        "not json",
        "null",
        "[]",
        "{}",
        "1",
        "\"text\"",
        "{\"v\":1}",
        "{\"v\":2}",
        "{\"v\":1,\"head\":{}}",
        "{\"v\":1,\"head\":null}",
        "{\"v\":1,\"head\":[]}",
        "{\"v\":1,\"head\":\"x\"}",
        "{\"v\":1}{\"v\":1}",
        "\u0000\u0001",
        "{\"v\":1,\"v\":1}",
        "{\"v\":99999999999999999999}",
        "{\"v\":1e400}",
        "{\"v\":true}"
      })
  void line_thatIsNoEvent_isTheFirstFault(String garbage) {
    AuditCheck check = export.withInserted(2, garbage).alone();

    assertThat(check.intact()).isFalse();
    assertThat(check.fault().orElseThrow().sequence()).isEqualTo(2);
    assertThat(check.events()).isEqualTo(1);
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(
      strings = {
        "\"seq\":2->\"seq\":9223372036854775808",
        "\"seq\":2->\"seq\":2e0",
        "\"seq\":2->\"seq\":2.0",
        "\"seq\":2->\"seq\":\"2\"",
        "\"seq\":2->\"seq\":-2",
        "\"seq\":2->\"seq\":0",
        "\"seq\":2->\"seq\":null",
        "\"seq\":2->\"seq\":1e999999999",
        "\"seq\":2->\"seq\":2,\"seq\":2",
        "\"actor\":\"u-admin\"->\"actor\":\"\"",
        "\"actor\":\"u-admin\"->\"actor\":7",
        "\"actor\":\"u-admin\"->\"actor\":\"u-admin\",\"actor\":\"u-admin\"",
        "\"at\":\"2030-01-01T00:00:00Z\"->\"at\":\"yesterday\"",
        "\"at\":\"2030-01-01T00:00:00Z\"->\"at\":\"2030-01-01T00:00:00.0000001Z\"",
        "\"at\":\"2030-01-01T00:00:00Z\"->\"at\":\"+1000000000-12-31T23:59:59Z\"",
        "\"details\":{->\"details\":{\"reveal\":\"1\",",
        "\"details\":{->\"details\":{\"nested\":{\"a\":\"b\"},",
        "\"details\":{->\"details\":{\"number\":1,",
        "\"hash\":\"->\"hash\":\"Z",
        "\"prev\":\"->\"prev\":\"\",\"x\":\"",
        "\"v\":1->\"v\":2",
        "\"v\":1->\"v\":\"1\"",
        "\"v\":1->\"v\":1.5"
      })
  void event_withAPartOutOfRange_isTheFirstFault(String edit) {
    String[] fromTo = edit.split("->", -1);
    AuditCheck check = export.replacing(2, fromTo[0], fromTo[1]).alone();

    assertThat(check.intact()).isFalse();
    assertThat(check.fault().orElseThrow().sequence()).isEqualTo(2);
  }

  @Test
  void line_nestedWithoutEnd_isTheFirstFault() {
    String deep = "{\"v\":1,\"details\":" + "[".repeat(100_000);

    assertThat(export.withInserted(1, deep).alone().fault().orElseThrow().sequence()).isEqualTo(1);
  }

  @Test
  void line_withANumberWithoutEnd_isTheFirstFault() {
    String huge = "{\"v\":1,\"seq\":" + "9".repeat(100_000) + "}";

    assertThat(export.withInserted(1, huge).alone().fault().orElseThrow().sequence()).isEqualTo(1);
  }

  @Test
  void nothing_hasNoHead() {
    assertThat(Export.of("").alone().fault().orElseThrow())
        .isEqualTo(new AuditCheck.Fault(1, "the trail has no head: its end is missing"));
  }

  @Test
  void fault_neverRepeatsWhatItCantTrust() {
    String hostile = "{\"v\":1,\"chain\":\"\u202Eevil\",\"seq\":1}";
    String what = Export.of(hostile).alone().fault().orElseThrow().what();

    assertThat(what).doesNotContain("evil", "\u202E");
  }

  @Test
  void reader_thatFails_saysSo() {
    Reader failing =
        new Reader() {
          @Override
          public int read(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("disk gone");
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> AuditCheck.of(failing).check())
        .isInstanceOf(IOException.class)
        .hasMessage("disk gone");
  }
}
