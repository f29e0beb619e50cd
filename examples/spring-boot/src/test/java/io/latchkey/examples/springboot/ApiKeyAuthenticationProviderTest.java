package io.latchkey.examples.springboot;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.ApiType;
import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.RejectionReason;
import io.latchkey.VerifiedKey;
import io.latchkey.examples.springboot.apikey.ApiKeyAuthenticationConverter;
import io.latchkey.examples.springboot.apikey.ApiKeyAuthenticationProvider;
import io.latchkey.examples.springboot.apikey.ApiKeyRejectedException;
import io.latchkey.memory.MemoryKeyStore;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

class ApiKeyAuthenticationProviderTest {

  private final ApiType lookalike =
      ApiType.define("job_board", "jb").defaultPermission("candidates.create").build();
  private final Latchkey latchkey =
      Latchkey.builder(new MemoryKeyStore()).brand("acme").apiType(lookalike).start();
  private final ProviderManager manager =
      new ProviderManager(
          new ApiKeyAuthenticationProvider(latchkey.verifier(), CANDIDATE_INGESTION));

  @AfterEach
  void close() {
    latchkey.close();
  }

  @Test
  void token_afterVerification_hasThePermissionsAndNotTheText() {
    String key = live(CANDIDATE_INGESTION);
    Authentication presented = presented(key);

    Authentication verified = manager.authenticate(presented);

    assertThat(verified.isAuthenticated()).isTrue();
    assertThat(verified.getPrincipal()).isInstanceOf(VerifiedKey.class);
    assertThat(verified.getAuthorities())
        .extracting(GrantedAuthority::getAuthority)
        .containsExactly("candidates.create", "jobs.view");
    assertThat(verified.getCredentials()).isNull();
    assertThat(presented.getCredentials()).isNull();
    assertThat(presented + " " + verified).doesNotContain(key).contains(verified.getName());
  }

  @Test
  void exception_afterARejection_doesNotHoldWhatWasPresented() {
    String forged = live(CANDIDATE_INGESTION).replaceFirst(".$", "!");

    assertThatThrownBy(() -> manager.authenticate(presented(forged)))
        .isInstanceOfSatisfying(
            ApiKeyRejectedException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(RejectionReason.KEY_CHARACTER_WRONG);
              assertThat(e.getAuthenticationRequest()).isNotNull();
              assertThat(e.getAuthenticationRequest().getCredentials()).isNull();
              assertThat(e + " " + e.getAuthenticationRequest()).doesNotContain(forged);
            });
  }

  @Test
  void key_ofAnotherTypeWithAPermissionOfThatName_isNotLetIn() {
    String key = live(lookalike);

    assertThatThrownBy(() -> manager.authenticate(presented(key)))
        .isInstanceOfSatisfying(
            ApiKeyRejectedException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(RejectionReason.API_TYPE_WRONG);
              assertThat(e).hasMessageStartingWith("API_TYPE_WRONG, key ");
            });
  }

  private String live(ApiType type) {
    NewKey request = NewKey.of(type, Partner.CUSTOM.id(), "A test");
    IssuedKey issued = latchkey.issuer().create(RunningHost.ADMIN, request);
    String text = issued.reveal();
    latchkey.issuer().acknowledge(RunningHost.ADMIN, issued);
    return text;
  }

  private static Authentication presented(String key) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("Authorization", "Bearer " + key);
    return Objects.requireNonNull(new ApiKeyAuthenticationConverter().convert(request));
  }
}
