package io.latchkey.internal;

import jakarta.validation.constraints.Email;
import org.jspecify.annotations.Nullable;

/**
 * Internal: not API, may change at any time.
 *
 * <p>Whom to hand a partner's key to, as a document says it: at least one of e-mail and url is
 * there. It names people, so it does not print itself.
 *
 * @param name the person or team
 * @param email the address
 * @param url the page
 */
public record ContactEntry(
    @Required @PlainText(max = PartnerEntry.MAX_NAME) @Nullable String name,
    @PlainText(max = MAX_EMAIL) @Email(regexp = EMAIL_FORM, message = "must be an e-mail address")
        @Nullable String email,
    @HttpsAddress @Nullable String url) {

  /** The greatest length of an e-mail address, in code points. */
  public static final int MAX_EMAIL = 254;

  /** The least that an e-mail address must look like. */
  public static final String EMAIL_FORM = "[^@\\s]+@[^@\\s]+";

  @Override
  public String toString() {
    return "ContactEntry";
  }
}
