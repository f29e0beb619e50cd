package io.latchkey;

import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.Security;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what is hashed, in place of the platform's SHA-256 until it is closed. Whatever else runs
 * in the JVM meanwhile may be counted as well, and gets right digests.
 */
final class CountedHashes implements AutoCloseable {

  private static final String SHA_256 = "SHA-256";

  private final AtomicInteger count = new AtomicInteger();
  private final Provider provider = new Counting();

  CountedHashes() {
    int position = Security.insertProviderAt(provider, 1);
    if (position != 1) {
      throw new IllegalStateException("another provider stands in front");
    }
  }

  int count() {
    return count.get();
  }

  @Override
  public void close() {
    Security.removeProvider(provider.getName());
  }

  private final class Counting extends Provider {

    private static final long serialVersionUID = 1;

    Counting() {
      super("CountedHashes", "1", "counts");
      putService(
          new Service(this, "MessageDigest", SHA_256, Digest.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
              return new Digest();
            }
          });
    }
  }

  private final class Digest extends MessageDigestSpi {

    private final MessageDigest platform;

    Digest() {
      try {
        platform = MessageDigest.getInstance(SHA_256, "SUN");
      } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected void engineUpdate(byte input) {
      platform.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      platform.update(input, offset, length);
    }

    @Override
    protected int engineGetDigestLength() {
      return KeyDigest.LENGTH;
    }

    @Override
    protected byte[] engineDigest() {
      count.incrementAndGet();
      return platform.digest();
    }

    @Override
    protected void engineReset() {
      platform.reset();
    }
  }
}
