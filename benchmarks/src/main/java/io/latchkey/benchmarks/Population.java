package io.latchkey.benchmarks;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.CandidateIngestion;
import io.latchkey.Grant;
import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.UserLevel;
import io.latchkey.memory.MemoryKeyStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * A running latchkey with many live keys.
 *
 * @param latchkey issued the keys
 * @param texts the keys' texts, in random order
 */
record Population(Latchkey latchkey, List<String> texts) {

  private static final int KEYS_PER_ACCOUNT = 100;
  private static final int CHECKSUM = 6;

  static Population of(int keys) {
    Latchkey latchkey =
        Latchkey.builder(new MemoryKeyStore()).brand("acme").activateOnCreate().start();
    List<String> texts = new ArrayList<>(keys);
    for (int i = 0; i < keys; i++) {
      texts.add(issue(latchkey, "account-" + i / KEYS_PER_ACCOUNT));
    }
    Collections.shuffle(texts, new Random(1));
    return new Population(latchkey, List.copyOf(texts));
  }

  private static String issue(Latchkey latchkey, String account) {
    Actor actor =
        Actor.of(AccountId.of(account), ActorId.of("admin"), UserLevel.BASIC)
            .with(Grant.MANAGE_WEBHOOKS);
    NewKey request =
        NewKey.of(CandidateIngestion.CANDIDATE_INGESTION, Partner.CUSTOM.id(), "benchmark");
    try (IssuedKey issued = latchkey.issuer().create(actor, request)) {
      return issued.reveal();
    }
  }

  /**
   * What a key can turn into on its way.
   *
   * @param cutShort without its end
   * @param mistyped with a character wrong
   * @param unknown with another id and a right checksum
   * @param wrongSecret with another secret and a right checksum
   */
  record Faulty(String cutShort, String mistyped, String unknown, String wrongSecret) {

    private static final String DIGITS =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int IN_ID = 20;
    private static final int IN_SECRET = 40;

    static Faulty of(String key) {
      String mistyped = changed(key, IN_SECRET);
      return new Faulty(
          key.substring(0, key.length() - 10),
          mistyped,
          withChecksum(changed(key, IN_ID)),
          withChecksum(mistyped));
    }

    private static String changed(String key, int position) {
      char other = key.charAt(position) == 'a' ? 'b' : 'a';
      return key.substring(0, position) + other + key.substring(position + 1);
    }

    private static String withChecksum(String key) {
      String covered = key.substring(0, key.length() - CHECKSUM);
      CRC32 crc = new CRC32();
      crc.update(covered.getBytes(StandardCharsets.US_ASCII));
      StringBuilder digits = new StringBuilder();
      long rest = crc.getValue();
      for (int i = 0; i < CHECKSUM; i++) {
        digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
        rest /= DIGITS.length();
      }
      return covered + digits.reverse();
    }
  }
}
