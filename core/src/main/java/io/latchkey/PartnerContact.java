package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom at a {@link Partner} to hand a key to: a name, and an e-mail address or a page or both.
 * Immutable.
 *
 * <p>Contacts are data about people: {@link #toString()} shows none of it and audit entries never
 * hold any.
 *
 * @since 1.0
 */
public final class PartnerContact {

  private final String name;
  private final @Nullable String email;
  private final @Nullable URI url;

  private PartnerContact(Builder builder) {
    name = builder.name;
    email = builder.email;
    url = builder.url;
  }

  /**
   * Starts a contact.
   *
   * @param name the person or team: at most 100 characters in one line
   * @return a builder with neither an e-mail address nor a page
   * @throws IllegalArgumentException if the name is blank, too long, or has control or invisible
   *     characters
   */
  public static Builder builder(String name) {
    return new Builder(PartnerTexts.requireName("name", name));
  }

  /**
   * The person or team.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * The e-mail address. Keys don't travel by plain e-mail: it is for arranging a safer way.
   *
   * @return the address, or empty
   */
  public Optional<String> email() {
    return Optional.ofNullable(email);
  }

  /**
   * The page where the partner takes a key or a question.
   *
   * @return the https address, or empty
   */
  public Optional<URI> url() {
    return Optional.ofNullable(url);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PartnerContact that
        && name.equals(that.name)
        && Objects.equals(email, that.email)
        && Objects.equals(url, that.url);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, email, url);
  }

  /** Names the type alone. */
  @Override
  public String toString() {
    return "PartnerContact[…]";
  }

  /**
   * Builds a {@link PartnerContact}. Not thread-safe.
   *
   * @since 1.0
   */
  public static final class Builder {

    private final String name;
    private @Nullable String email;
    private @Nullable URI url;

    private Builder(String name) {
      this.name = name;
    }

    /**
     * Sets the e-mail address.
     *
     * @param address the address, at most 254 characters
     * @return this builder
     * @throws IllegalArgumentException if it is not an e-mail address
     */
    @CanIgnoreReturnValue
    public Builder email(String address) {
      email = PartnerTexts.requireEmail("email", address);
      return this;
    }

    /**
     * Sets the page.
     *
     * @param address an https address with a host and without a user, at most 2,000 characters
     * @return this builder
     * @throws IllegalArgumentException if it is not such an address
     */
    @CanIgnoreReturnValue
    public Builder url(URI address) {
      PartnerTexts.requireHttps("url", address);
      url = address;
      return this;
    }

    /**
     * Builds the contact.
     *
     * @return the contact
     * @throws IllegalStateException if it has neither an e-mail address nor a page
     */
    public PartnerContact build() {
      if (email == null && url == null) {
        throw new IllegalStateException("a contact needs an e-mail address or a url");
      }
      return new PartnerContact(this);
    }
  }
}
