package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * What computing a MAC takes: a form to write into and a MAC object for each key. Not thread-safe.
 */
final class SealBench {

  private final SealKeys keys;
  private final SealForm form = new SealForm();
  private final Map<Integer, Mac> macs = new HashMap<>();

  SealBench(SealKeys keys) {
    this.keys = keys;
  }

  /** Begins to write a form. */
  @CanIgnoreReturnValue
  SealForm start(SealForm.Subject subject, int keyVersion) {
    return form.start(subject, keyVersion);
  }

  /** The MAC of what was written, or null if the ring does not have the key. */
  byte @Nullable [] mac(int keyVersion) {
    Mac mac = macs.computeIfAbsent(keyVersion, keys::mac);
    if (mac == null) {
      return null;
    }
    mac.update(form.buffer(), 0, form.length());
    return mac.doFinal();
  }
}
