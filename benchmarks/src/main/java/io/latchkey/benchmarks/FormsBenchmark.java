package io.latchkey.benchmarks;

import io.latchkey.CandidateIngestion;
import io.latchkey.Verification;
import io.latchkey.VerifiedKey;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.util.Base64;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What do the forms cost in which a key can be presented, and asking for a permission? */
public class FormsBenchmark extends Timed {

  @Benchmark
  public long baseline(Block block) throws DigestException {
    return block.sha256AndClock();
  }

  @Benchmark
  public Verification text(Index index) {
    return index.verifier().verify(index.hot());
  }

  @Benchmark
  public Verification bytes(Index index, Forms forms) {
    return index.verifier().verify(forms.bytes);
  }

  @Benchmark
  public Verification basicHeader(Index index, Forms forms) {
    return index.verifier().verifyAuthorization(forms.basic);
  }

  @Benchmark
  public Verification bearerHeader(Index index, Forms forms) {
    return index.verifier().verifyAuthorization(forms.bearer);
  }

  @Benchmark
  public Verification textWithPermission(Index index) {
    return index.verifier().verify(index.hot(), CandidateIngestion.CANDIDATES_CREATE);
  }

  /** The whole of what a request filter does. */
  @Benchmark
  public int basicHeaderWithPermissionToStatus(Index index, Forms forms) {
    return index
        .verifier()
        .verifyAuthorization(forms.basic, CandidateIngestion.CANDIDATES_CREATE)
        .fold(key -> 200, rejection -> rejection.view().httpStatus());
  }

  @Benchmark
  public boolean permissionTest(Forms forms) {
    return forms.key.allows(CandidateIngestion.CANDIDATES_CREATE);
  }

  @Benchmark
  public Verification basicHeaderColonMissing(Index index, Forms forms) {
    return index.verifier().verifyAuthorization(forms.colonMissing);
  }

  /** The hot key in other forms. */
  @State(Scope.Benchmark)
  public static class Forms {

    private byte[] bytes;
    private String basic;
    private String bearer;
    private String colonMissing;
    private VerifiedKey key;

    /** Makes the forms, and sees that all but the last are accepted. */
    @Setup(Level.Trial)
    public void make(Index index) {
      bytes = index.hot().getBytes(StandardCharsets.US_ASCII);
      basic = "Basic " + base64(index.hot() + ":");
      bearer = "Bearer " + index.hot();
      colonMissing = "Basic " + base64(index.hot());
      key = index.verifier().verify(bytes).key();
      if (!key.allows(CandidateIngestion.CANDIDATES_CREATE)
          || !index.verifier().verifyAuthorization(basic).accepted()
          || !index.verifier().verifyAuthorization(bearer).accepted()
          || index.verifier().verifyAuthorization(colonMissing).accepted()) {
        throw new IllegalStateException("a form is not read as expected");
      }
    }

    private static String base64(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
