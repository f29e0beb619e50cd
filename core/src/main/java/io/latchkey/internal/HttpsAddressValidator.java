package io.latchkey.internal;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Internal: not API, may change at any time.
 *
 * <p>Decides what an {@link HttpsAddress} is, for documents and builders alike.
 */
public final class HttpsAddressValidator implements ConstraintValidator<HttpsAddress, String> {

  /** The greatest length, in characters. */
  public static final int MAX_LENGTH = 2_000;

  @Override
  public boolean isValid(@Nullable String address, ConstraintValidatorContext context) {
    return address == null || Faults.report(faults(address), context);
  }

  /**
   * Names what is wrong with an address, without repeating any of it.
   *
   * @param address the address
   * @return what it must or must not be; empty if it is right
   */
  public static List<String> faults(String address) {
    if (address.length() > MAX_LENGTH) {
      return List.of("must have at most " + MAX_LENGTH + " characters");
    }
    try {
      return faults(new URI(address));
    } catch (URISyntaxException e) {
      return List.of("must be an https address");
    }
  }

  private static List<String> faults(URI address) {
    List<String> faults = new ArrayList<>();
    if (!"https".equalsIgnoreCase(address.getScheme())) {
      faults.add("must be an https address");
    }
    if (address.getHost() == null) {
      faults.add("must name a host");
    }
    if (address.getRawUserInfo() != null) {
      faults.add("must not name a user");
    }
    return faults;
  }
}
