package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerContactTest {

  private static final URI PAGE = URI.create("https://northwind.example/support");

  @Test
  void contact_saysWhatItWasGiven() {
    PartnerContact contact =
        PartnerContact.builder("Desk").email("keys@northwind.example").url(PAGE).build();

    assertThat(contact.name()).isEqualTo("Desk");
    assertThat(contact.email()).contains("keys@northwind.example");
    assertThat(contact.url()).contains(PAGE);
  }

  @Test
  void contact_withOneWayToReachIt_isEnough() {
    assertThat(PartnerContact.builder("Desk").email("a@b").build().url()).isEmpty();
    assertThat(PartnerContact.builder("Desk").url(PAGE).build().email()).isEmpty();
  }

  @Test
  void contact_withNoWayToReachIt_isRefused() {
    assertThatIllegalStateException().isThrownBy(() -> PartnerContact.builder("Desk").build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "desk", "@b", "a@", "a b@c", "a@b@c", "a@b\nBcc: c@d", "a@b\u202E", " a@b"})
  void email_thatIsNone_isRefusedWithoutBeingRepeated(String email) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PartnerContact.builder("Desk").email(email))
        .withMessageStartingWith("email must")
        .withMessageNotContaining("@");
  }

  @Test
  void email_tooLong_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PartnerContact.builder("Desk").email("a".repeat(253) + "@b"))
        .withMessage("email must have at most 254 characters");
  }

  @Test
  void name_blank_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> PartnerContact.builder(" "));
  }

  @Test
  void url_notHttps_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PartnerContact.builder("Desk").url(URI.create("http://northwind.example")));
  }

  @Test
  void equals_comparesAllThree() {
    PartnerContact contact = PartnerContact.builder("Desk").url(PAGE).build();

    assertThat(contact)
        .isEqualTo(PartnerContact.builder("Desk").url(PAGE).build())
        .hasSameHashCodeAs(PartnerContact.builder("Desk").url(PAGE).build())
        .isNotEqualTo(PartnerContact.builder("Desk").url(PAGE).email("a@b").build())
        .isNotEqualTo(PartnerContact.builder("Help").url(PAGE).build())
        .isNotEqualTo("Desk");
  }

  @Test
  void toString_showsNothingAboutPeople() {
    assertThat(PartnerContact.builder("Desk").email("keys@northwind.example").build().toString())
        .startsWith("PartnerContact")
        .doesNotContain("Desk", "keys", "northwind");
  }
}
