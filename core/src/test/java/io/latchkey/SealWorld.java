package io.latchkey;

import io.latchkey.sabotage.AttackedStore;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StoredKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A host with seal keys over a store that an intruder can write to. The intruder knows everything
 * but the seal keys.
 */
final class SealWorld implements AutoCloseable {

  static final SealKeys FIRST = SealKeys.of(1, key(1));
  static final SealKeys BOTH = SealKeys.of(2, key(2)).accepting(1, key(1));
  static final SealKeys SECOND = SealKeys.of(2, key(2));

  final AttackedStore attacked;
  final InterceptedStore between;
  final World world;

  private SealWorld(Consumer<Latchkey.Builder> settings) {
    attacked = new AttackedStore();
    between = InterceptedStore.local(attacked.store());
    world = World.on(between.store(), settings);
  }

  static SealWorld sealed() {
    return sealed(builder -> {});
  }

  static SealWorld sealed(Consumer<Latchkey.Builder> settings) {
    return new SealWorld(
        builder -> {
          builder.seal(FIRST);
          settings.accept(builder);
        });
  }

  static SealWorld unsealed() {
    return new SealWorld(builder -> {});
  }

  static SecretKey key(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  /** A process that starts now, with everything to load. */
  Latchkey fresh() {
    return fresh(builder -> builder.seal(FIRST));
  }

  Latchkey fresh(Consumer<Latchkey.Builder> settings) {
    return world.otherNode(between.store(), settings);
  }

  /** Lets the process that runs read what the feed says. */
  String verdict(Held key) {
    world.time.advance(Duration.ofSeconds(6));
    return world.verdict(key.text());
  }

  static String verdict(Latchkey node, Held key) {
    return World.verdict(node, key.text());
  }

  StoredKey row(Held key) {
    return attacked.key(key.id().value());
  }

  /** Changes the record in a key's row and nothing else. */
  void meddle(Held key, Consumer<KeyRecord.Builder> change) {
    StoredKey row = row(key);
    KeyRecord.Builder record = row.record().toBuilder();
    change.accept(record);
    attacked.put(new StoredKey(record.build(), row.details(), row.lastUsedAt().orElse(null)));
  }

  /** What the row of a key holds whose text is known. */
  static byte[] digestOf(Held key) {
    String body = key.text().substring(key.text().length() - KeyFormat.BODY);
    try {
      return MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    world.close();
  }
}
