package io.latchkey.contract;

import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.fullKey;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.scope;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule C7: what is read is what was written. */
abstract class TextRules extends Rules {

  TextRules(KeyStoreContract contract) {
    super(contract);
  }

  static Stream<String> texts() {
    return LookAlikes.texts();
  }

  @Test
  void c07_key_withoutAnyOptionalValue_comesBackEqual() {
    StoredKey key = key("k1", record -> record.permissions(List.of()));

    insert(key);

    assertStored(key);
    assertThat(found(key).details().labels()).isEmpty();
    assertThat(found(key).record().permissions()).isEmpty();
  }

  @Test
  void c07_key_withEveryOptionalValue_comesBackEqual() {
    insert(fullKey("k1"));

    assertStored(fullKey("k1"));
    assertThat(Follower.load(store()).keys).containsEntry("k1", fullKey("k1").record());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void c07_text_ofAKey_comesBackAsGiven(String text) {
    StoredKey key =
        key(
            "k1",
            record -> {},
            details ->
                details
                    .description(text)
                    .searchText(text)
                    .endNote(text)
                    .labels(Map.of(text, text, "empty", "")));

    insert(key);

    assertStored(key);
    assertThat(found(key).details().description()).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void c07_text_ofPartnersAndEvents_comesBackAsGiven(String text) {
    StoredPartner partner = new StoredPartner(new PartnerRecord("p1", "ACTIVE", 1), text);
    EventDraft event =
        new EventDraft(
            NOW, "user", "alice", "changed", "key", "k1", new TreeMap<>(Map.of(text, text)));

    committed(commit("chain").event(event).putPartner(partner));

    assertThat(store().findPartner("p1")).contains(partner);
    assertThat(store().listPartners()).containsExactly(partner);
    assertThat(events("chain").get(1).draft()).isEqualTo(event);
  }

  @Test
  void c07_text_empty_comesBackEmptyAndNotAbsent() {
    StoredKey key =
        key("k1", record -> {}, details -> details.searchText("").labels(Map.of("empty", "")));
    StoredPartner partner = new StoredPartner(new PartnerRecord("p1", "ACTIVE", 1), "");

    committed(commit().insertKey(key).putPartner(partner));

    assertStored(key);
    assertThat(store().findPartner("p1")).contains(partner);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u20ac", "\ud83d\ude00"})
  void c07_text_ofGreatestLength_comesBackWhole(String unit) {
    String id = fill(unit, 64);
    StoredKey key =
        key(
            id,
            record ->
                record
                    .accountId(id)
                    .partnerId(id)
                    .apiType(id)
                    .environment(id)
                    .brand(id)
                    .state(id)
                    .ends(NOW, id),
            details ->
                details
                    .description(fill(unit, 255))
                    .searchText(fill(unit, 1_024))
                    .endNote(fill(unit, 255))
                    .permissionSource(fill(unit, 128))
                    .createdBy(id)
                    .acknowledgedBy(id)
                    .endedBy(id)
                    .predecessorId(id)
                    .successorId(id));
    StoredPartner partner = new StoredPartner(new PartnerRecord(id, id, 1), fill(unit, 65_536));
    IdempotencyRecord request =
        new IdempotencyRecord(scope(id), id, id, NOW, NOW.plus(Duration.ofDays(1)));

    committed(commit(id).insertKey(key).putPartner(partner).idempotency(request));

    assertStored(key);
    assertThat(store().findPartner(id)).contains(partner);
    assertThat(store().findIdempotency(scope(id), NOW)).contains(request);
    assertThat(audit(id).head().chain()).isEqualTo(id);
  }

  @Test
  void c07_seals_comeBackAsGivenAndAreReplaced() {
    String longest = "aB9-_.~ ".repeat(32).substring(0, 255);
    StoredKey key = key("k1", record -> record.seal(longest));
    PartnerRecord partner = new PartnerRecord("p1", "ACTIVE", 1).withSeal("seal of p1");
    AccountRecord account = new AccountRecord("a1", "SUSPENDED", 1).withSeal("seal of a1");
    committed(commit().insertKey(key).putPartner(Records.partner(partner)).putAccount(account));
    assertStored(key);
    assertThat(found(key).record().seal()).contains(longest);
    Follower loaded = Follower.load(store());
    assertThat(loaded.partners).containsValue(partner);
    assertThat(loaded.accounts).containsValue(account);
    assertThat(store().findAccount("a1")).contains(account);

    StoredKey next = Records.next(key, record -> record.seal("another"));
    PartnerRecord nextPartner = new PartnerRecord("p1", "ACTIVE", 2);
    AccountRecord nextAccount = new AccountRecord("a1", "SUSPENDED", 2).withSeal("another");
    committed(
        commit().updateKey(next).putPartner(Records.partner(nextPartner)).putAccount(nextAccount));

    assertStored(next);
    assertThat(store().findPartner("p1")).contains(Records.partner(nextPartner));
    assertThat(store().findAccount("a1")).contains(nextAccount);
    Follower follower = Follower.fromStart(store()).catchUp(10);
    assertThat(follower.keys).containsValue(next.record());
    assertThat(follower.partners).containsValue(nextPartner);
    assertThat(follower.accounts).containsValue(nextAccount);
  }

  @Test
  void c07_states_areNeverInterpreted() {
    StoredKey key = key("k1", record -> record.state("ein neuer Stand").ends(NOW, "???"));
    StoredPartner partner = Records.partner(new PartnerRecord("p1", "not seen before", 1));

    committed(commit().insertKey(key).putPartner(partner));

    assertStored(key);
    assertThat(store().findPartner("p1")).contains(partner);
  }

  @Test
  void c07_digest_ofEveryByteAndLength_comesBackAsGiven() {
    byte[] bytes = new byte[256];
    IntStream.range(0, 256).forEach(i -> bytes[i] = (byte) i);
    List<byte[]> digests =
        List.of(
            Arrays.copyOfRange(bytes, 0, 64),
            Arrays.copyOfRange(bytes, 64, 128),
            Arrays.copyOfRange(bytes, 128, 192),
            Arrays.copyOfRange(bytes, 192, 256),
            new byte[] {0},
            new byte[32]);

    for (int i = 0; i < digests.size(); i++) {
      byte[] digest = digests.get(i);
      StoredKey key = key("k" + i, record -> record.digest("algorithm", digest));
      insert(key);
      assertThat(found(key).record().digest()).isEqualTo(digest);
    }
  }

  @Test
  void c07_permissionsAndLabels_inGreatNumber_comeBackAll() {
    List<String> permissions =
        IntStream.range(0, 64).mapToObj(i -> "resource" + i + ".view").toList();
    Map<String, String> labels = new HashMap<>();
    IntStream.range(0, 32).forEach(i -> labels.put("label" + i, "v".repeat(255)));
    StoredKey key =
        key("k1", record -> record.permissions(permissions), details -> details.labels(labels));

    insert(key);

    assertStored(key);
  }

  @Test
  void c07_permissions_withSeparatorsInThem_stayApart() {
    StoredKey key =
        key("k1", record -> record.permissions(List.of("a,b", "a", "b", "a;b", "a b", "[a]")));

    insert(key);

    assertStored(key);
  }

  private static String fill(String unit, int length) {
    return unit.repeat(length / unit.length());
  }
}
