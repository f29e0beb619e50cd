package io.latchkey;

import io.latchkey.internal.ContactEntry;
import io.latchkey.internal.HttpsAddressValidator;
import io.latchkey.internal.PartnerEntry;
import io.latchkey.internal.PlainTextValidator;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The builders' side of the constraints that documents are held to; what a value is, stands in no
 * message.
 */
final class PartnerTexts {

  private static final Pattern EMAIL = Pattern.compile(ContactEntry.EMAIL_FORM);

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private PartnerTexts() {}

  static String requireName(String property, String name) {
    throwIfAny(property, PlainTextValidator.faults(name, PartnerEntry.MAX_NAME));
    return name;
  }

  static String requireEmail(String property, String email) {
    List<String> faults = new ArrayList<>(PlainTextValidator.faults(email, ContactEntry.MAX_EMAIL));
    if (!EMAIL.matcher(email).matches()) {
      faults.add("must be an e-mail address");
    }
    throwIfAny(property, faults);
    return email;
  }

  static URI httpsAddress(String property, String address) {
    throwIfAny(property, HttpsAddressValidator.faults(address));
    return URI.create(address);
  }

  static void requireHttps(String property, URI address) {
    throwIfAny(property, HttpsAddressValidator.faults(address.toString()));
  }

  /**
   * What a name is to a reader: two that come out equal differ in case, accents, width or spacing
   * alone.
   */
  static String readAs(String name) {
    return SPACES.matcher(Texts.fold(name)).replaceAll(" ");
  }

  private static void throwIfAny(String property, List<String> faults) {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(property + " " + String.join(" and ", faults));
    }
  }
}
