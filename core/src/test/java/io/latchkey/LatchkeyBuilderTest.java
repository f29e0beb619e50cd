package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.sabotage.HonestStore;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nonsense is refused when the host builds, by a message that names it. */
class LatchkeyBuilderTest {

  private record Nonsense(
      String name,
      Class<? extends Exception> type,
      String message,
      Consumer<Latchkey.Builder> call) {

    static Nonsense argument(String name, String message, Consumer<Latchkey.Builder> call) {
      return new Nonsense(name, IllegalArgumentException.class, message, call);
    }

    static Nonsense missing(String argument, Consumer<Latchkey.Builder> call) {
      return new Nonsense("null " + argument, NullPointerException.class, argument, call);
    }

    static Nonsense together(String name, String message, Consumer<Latchkey.Builder> call) {
      return new Nonsense(name, IllegalStateException.class, message, call);
    }
  }

  private static List<Nonsense> settings() {
    List<Nonsense> all = new ArrayList<>();
    for (String brand : new String[] {"", "a", "Acme", "ac_me", "1acme", "a".repeat(13), "acmé"}) {
      all.add(Nonsense.argument("brand " + brand, "brand", b -> b.brand(brand)));
      all.add(Nonsense.argument("former brand " + brand, "brand", b -> b.acceptBrand(brand)));
      all.add(Nonsense.argument("environment " + brand, "environment", b -> b.environments(brand)));
    }
    all.add(Nonsense.argument("environment twice", "twice", b -> b.environments("live", "live")));
    duration(
        all,
        "acknowledgeWithin",
        Duration.ofSeconds(1),
        Duration.ofHours(24),
        (b, d) -> b.acknowledgeWithin(d));
    duration(
        all,
        "defaultTerm",
        Duration.ofMinutes(1),
        Duration.ofDays(36_525),
        (b, d) -> b.defaultTerm(d));
    duration(
        all, "maxTerm", Duration.ofMinutes(1), Duration.ofDays(36_525), (b, d) -> b.maxTerm(d));
    duration(
        all,
        "maxStaleness",
        Duration.ofMillis(30),
        Duration.ofHours(1),
        (b, d) -> b.maxStaleness(d));
    duration(
        all,
        "pollInterval",
        Duration.ofMillis(10),
        Duration.ofMinutes(20),
        (b, d) -> b.pollInterval(d));
    all.add(Nonsense.argument("no keys at all", "maxLiveKeys", b -> b.maxLiveKeys(0)));
    all.add(Nonsense.argument("less than no keys", "-1", b -> b.maxLiveKeys(-1)));
    all.add(Nonsense.argument("RSA key", "Ed25519", b -> b.auditSigningKey(key("RSA"))));
    all.add(Nonsense.argument("Ed448 key", "Ed25519", b -> b.auditSigningKey(key("Ed448"))));
    nulls(all);
    together(all);
    return all;
  }

  private interface Setting {
    void set(Latchkey.Builder builder, Duration duration);
  }

  private static void duration(
      List<Nonsense> all, String name, Duration least, Duration most, Setting setting) {
    for (Duration wrong :
        new Duration[] {
          Duration.ZERO, Duration.ofSeconds(-1), least.minusNanos(1), most.plusNanos(1)
        }) {
      all.add(Nonsense.argument(name + " " + wrong, name, b -> setting.set(b, wrong)));
    }
    all.add(Nonsense.missing(name, b -> setting.set(b, null)));
  }

  private static void nulls(List<Nonsense> all) {
    all.add(Nonsense.missing("brand", b -> b.brand(null)));
    all.add(Nonsense.missing("brand", b -> b.acceptBrand(null)));
    all.add(Nonsense.missing("environment", b -> b.environments(null)));
    all.add(Nonsense.missing("type", b -> b.apiType(null)));
    all.add(Nonsense.missing("policy", b -> b.accessPolicy(null)));
    all.add(Nonsense.missing("policy", b -> b.hostPolicy(null)));
    all.add(Nonsense.missing("policy", b -> b.entitlementPolicy(null)));
    all.add(Nonsense.missing("source", b -> b.timeSource(null)));
    all.add(Nonsense.missing("receiver", b -> b.metrics(null)));
    all.add(Nonsense.missing("listener", b -> b.listener(null)));
    all.add(Nonsense.missing("key", b -> b.auditSigningKey(null)));
    all.add(Nonsense.missing("hostExecutor", b -> b.executor(null)));
  }

  private static void together(List<Nonsense> all) {
    all.add(
        Nonsense.together(
            "staleness below three polls",
            "at least three times pollInterval",
            b -> b.maxStaleness(Duration.ofMillis(2_999)).pollInterval(Duration.ofSeconds(1))));
    all.add(
        Nonsense.together(
            "default beyond the maximum",
            "longer than maxTerm",
            b -> b.defaultTerm(Duration.ofDays(2)).maxTerm(Duration.ofDays(1))));
    all.add(
        Nonsense.argument(
            "two types of one name",
            "candidate_ingestion",
            b -> b.apiType(ApiType.define("candidate_ingestion", "cx").build())));
    all.add(
        Nonsense.argument(
            "two types of one code",
            "code ci",
            b -> b.apiType(ApiType.define("other", "ci").build())));
    all.add(
        Nonsense.argument(
            "the built-in type again", "candidate_ingestion", b -> b.apiType(CANDIDATE_INGESTION)));
  }

  private static PrivateKey key(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> nonsense_isRefusedByName() {
    return settings().stream()
        .map(nonsense -> DynamicTest.dynamicTest(nonsense.name, () -> refused(nonsense)));
  }

  private static void refused(Nonsense nonsense) {
    Latchkey.Builder builder = Latchkey.builder(HonestStore.create()).brand("acme");

    assertThatThrownBy(
            () -> {
              nonsense.call.accept(builder);
              builder.start().close();
            })
        .isInstanceOf(nonsense.type)
        .hasMessageContaining(nonsense.message);
  }

  @Test
  void store_notGiven_isNamed() {
    assertThat(Refusals.thrown(NullPointerException.class, () -> Latchkey.builder(null)))
        .hasMessage("store");
  }

  @Test
  void brand_notSet_isAskedForWithAnExample() {
    assertThat(
            Refusals.thrown(
                IllegalStateException.class, () -> Latchkey.builder(HonestStore.create()).start()))
        .hasMessageContaining("brand")
        .hasMessageContaining("brand(\"acme\")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ed25519", "EdDSA"})
  void signingKey_ofTheRightKind_isTaken(String algorithm) {
    try (Latchkey latchkey =
        Latchkey.builder(HonestStore.create())
            .brand("acme")
            .auditSigningKey(key(algorithm))
            .start()) {
      assertThat(latchkey.health().status()).isNotEqualTo(Health.Status.CLOSED);
    }
  }

  @Test
  void settings_atTheirLimits_areTaken() {
    try (World world =
        World.create(
            builder ->
                builder
                    .acknowledgeWithin(Duration.ofSeconds(1))
                    .defaultTerm(Duration.ofMinutes(1))
                    .maxTerm(Duration.ofMinutes(1))
                    .maxStaleness(Duration.ofMillis(30))
                    .pollInterval(Duration.ofMillis(10))
                    .maxLiveKeys(1)
                    .environments("aa", "b1"))) {
      IssuedKey issued = world.pending();

      assertThat(issued.readableUntil()).isEqualTo(world.time.now().plusSeconds(1));
      assertThat(issued.reveal()).startsWith("acme_ci_aa_");
    }
  }
}
