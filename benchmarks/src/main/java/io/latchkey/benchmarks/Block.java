package io.latchkey.benchmarks;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One thread's block of 55 bytes, and what hashing it costs at least through the JDK's API. */
@State(Scope.Thread)
public class Block {

  private final byte[] body = new byte[55];
  private final byte[] digest = new byte[32];
  private MessageDigest sha256;

  /** Makes the digest object. */
  @Setup(Level.Trial)
  public void make() throws NoSuchAlgorithmException {
    sha256 = MessageDigest.getInstance("SHA-256");
  }

  /** One block of SHA-256 by a reused object into a reused buffer. */
  long sha256() throws DigestException {
    sha256.update(body, 0, body.length);
    return (long) sha256.digest(digest, 0, digest.length) + digest[0];
  }

  /** The floor of a verification: that, and one look at a clock. */
  long sha256AndClock() throws DigestException {
    return sha256() + System.nanoTime();
  }
}
