package io.latchkey.benchmarks.peers;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/** Tink: a credential that carries a MAC of itself, {@code data.tag}; nothing is looked up. */
final class TinkMacPeer implements Peer {

  private final Mac mac;
  private final String right;

  TinkMacPeer(String text) {
    try {
      MacConfig.register();
      mac =
          KeysetHandle.generateNew(PredefinedMacParameters.HMAC_SHA256_256BITTAG)
              .getPrimitive(RegistryConfiguration.get(), Mac.class);
      String data = text.substring(0, 29);
      right = data + '.' + HexFormat.of().formatHex(mac.computeMac(bytes(data)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean accepts(String credential) {
    int dot = credential.indexOf('.');
    try {
      byte[] tag = HexFormat.of().parseHex(credential, dot + 1, credential.length());
      mac.verifyMac(tag, bytes(credential.substring(0, dot)));
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String right() {
    return right;
  }

  @Override
  public String wrong() {
    return Digests.wrong(right);
  }
}
