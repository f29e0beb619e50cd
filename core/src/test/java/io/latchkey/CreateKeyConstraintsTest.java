package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.Refusals.violations;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may say, and that everything wrong with it is said at once. */
class CreateKeyConstraintsTest {

  private static final String EMOJI = "\uD83D\uDD11";
  private static final String LONE_SURROGATE = "\uD83D";

  private final World world = World.create(builder -> builder.maxTerm(Duration.ofDays(365)));

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void create_withEverythingWrong_namesEachFaultWithItsPath() {
    NewKey request =
        NewKey.of(CANDIDATE_INGESTION, NORTHWIND, "two\nlines")
            .environment("qa")
            .idempotencyKey("not printable \t")
            .expiresAt(world.time.now())
            .label("", "x")
            .label("team", "a\u0000b");

    assertThat(violations(() -> world.create(request)))
        .containsExactlyInAnyOrder(
            "description: must have no control characters and no broken characters",
            "idempotencyKey: must have 1 to 64 printable ASCII characters",
            "labels[]: name must have 1 to 63 characters",
            "labels[team]: value must have no control characters",
            "environment: must be one of [live]",
            "expiresAt: must be in the future");
    assertThat(world.trail()).isEmpty();
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(strings = {"", "   ", "\t\n", "\u2003\u2003"})
  void description_blank_isRefused(String blank) {
    assertThat(violations(() -> described(blank)))
        .containsExactly("description: must not be blank");
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(
      strings = {
        "a\u0000b",
        "a\u001Fb",
        "a\u007Fb",
        "a\u0085b",
        "a\u009Fb",
        "a\tb",
        "a\u2028b",
        "a\u2029b",
        "a" + LONE_SURROGATE,
        LONE_SURROGATE + "b",
        "a\uDD11b"
      })
  void description_withControlOrBrokenCharacters_isRefused(String text) {
    assertThat(violations(() -> described(text)))
        .containsExactly("description: must have no control characters and no broken characters");
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(strings = {"x", "Ågerkvist & Söner", EMOJI, "名前", "a\u200Db", "%_\\'\";--"})
  void description_ofAnyOtherCharacters_comesBackAsItWas(String text) {
    KeyId id = described(text).id();

    assertThat(world.info(id).description()).isEqualTo(text);
  }

  @Test
  void description_isTrimmedBeforeItIsMeasured() {
    assertThat(described("  " + "x".repeat(255) + "\n ").key().description()).hasSize(255);
  }

  @Test
  void description_of256Characters_isRefused() {
    assertThat(violations(() -> described("x".repeat(256))))
        .containsExactly("description: must have at most 255 characters");
    assertThat(violations(() -> described(EMOJI.repeat(128))))
        .containsExactly("description: must have at most 255 characters");
  }

  @Test
  void description_thatIsTooLongAndBroken_isRefusedForBoth() {
    assertThat(violations(() -> described("\u0001".repeat(256)))).hasSize(2);
  }

  @Test
  void labels_atTheirLimits_areTaken() {
    NewKey request = World.request().label("n".repeat(63), "v".repeat(255));
    for (int i = 1; i < 16; i++) {
      request = request.label("label-" + i, "");
    }
    KeyId id = world.create(request).id();

    assertThat(world.info(id).labels()).hasSize(16).containsEntry("n".repeat(63), "v".repeat(255));
  }

  @Test
  void labels_beyondTheirLimits_areRefused() {
    NewKey request = World.request();
    for (int i = 0; i < 17; i++) {
      request = request.label("label-" + i, "");
    }
    NewKey tooMany = request;

    assertThat(violations(() -> world.create(tooMany)))
        .containsExactly("labels: must be at most 16");
    assertThat(violations(() -> world.create(World.request().label("n".repeat(64), ""))))
        .singleElement()
        .asString()
        .endsWith("name must have 1 to 63 characters");
    assertThat(violations(() -> world.create(World.request().label("n", "v".repeat(256)))))
        .singleElement()
        .asString()
        .endsWith("value must have at most 255 characters");
  }

  @Test
  void label_setAgain_hasItsLastValue() {
    NewKey request = World.request().label("team", "one").label("team", "two");

    assertThat(world.create(request).key().labels()).containsEntry("team", "two").hasSize(1);
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(strings = {"", " ", "a b", "caf\u00E9", "a\u0000"})
  void idempotencyKey_ofOtherThanPrintableAscii_isRefused(String key) {
    assertThat(violations(() -> world.create(World.request().idempotencyKey(key))))
        .containsExactly("idempotencyKey: must have 1 to 64 printable ASCII characters");
  }

  @Test
  void idempotencyKey_of64Characters_isTheLongest() {
    NewKey longest = World.request().idempotencyKey("k".repeat(64));

    assertThat(world.create(longest).readable()).isTrue();
    assertThat(violations(() -> world.create(World.request().idempotencyKey("k".repeat(65)))))
        .hasSize(1);
  }

  @Test
  void changeDescription_hasTheSameConstraints() {
    Held key = world.active();
    Stored before = world.stored();

    assertThat(violations(() -> world.issuer().changeDescription(ADMIN, key.id(), " \n ")))
        .containsExactly("description: must not be blank");
    assertThat(violations(() -> world.issuer().changeDescription(ADMIN, key.id(), "a\nb")))
        .hasSize(1);
    assertThat(world.stored()).isEqualTo(before);
  }

  @Test
  void changeDescription_toWhatItIs_writesNothing() {
    Held key = world.active();
    Stored before = world.stored();

    KeyInfo same = world.issuer().changeDescription(ADMIN, key.id(), "  Sourced candidates ");

    assertThat(same.description()).isEqualTo("Sourced candidates");
    assertThat(world.stored()).isEqualTo(before);
  }

  @Test
  void revocationNote_hasConstraintsToo() {
    Held key = world.active();
    Revocation note = Revocation.because(RevocationReason.OTHER).note("n".repeat(256));

    assertThat(violations(() -> world.issuer().revoke(ADMIN, key.id(), note)))
        .containsExactly("note: must have at most 255 characters");
    assertThat(world.state(key.id())).isEqualTo(KeyState.ACTIVE);
  }

  @Test
  void revocationNote_isKeptWithTheKeyAndNotInTheTrail() {
    Held key = world.active();
    Revocation why = Revocation.because(RevocationReason.OTHER).note(" left the company ");

    KeyInfo revoked = world.issuer().revoke(ADMIN, key.id(), why);

    assertThat(revoked.endNote()).contains("left the company");
    assertThat(revoked.endReason()).contains("other");
    assertThat(revoked.endedBy()).contains("u-admin");
    assertThat(revoked.endedAt()).contains(world.time.now());
    assertThat(world.lastEvent().details())
        .containsEntry("reason", "other")
        .doesNotContainValue("left the company");
    assertThat(List.of(world.lastEvent().toString())).noneMatch(line -> line.contains("company"));
  }

  /** A description whose folded form is long, with a pair of surrogates where it is cut. */
  @Test
  void description_thatFoldsToManyCharacters_isKeptWithASearchTextThatIsNotBroken() {
    String expandsToEighteen = "\uFDFA";
    IssuedKey issued = described(expandsToEighteen.repeat(56) + "x".repeat(15) + EMOJI);

    String searchText =
        world.store.findKey("globex", issued.id().value()).orElseThrow().details().searchText();

    assertThat(searchText.length()).isLessThanOrEqualTo(1_024);
    assertThat(Character.isHighSurrogate(searchText.charAt(searchText.length() - 1))).isFalse();
  }

  private IssuedKey described(String text) {
    return world.create(NewKey.of(CANDIDATE_INGESTION, NORTHWIND, text));
  }
}
