package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.examples.devcenter.users.DemoUsers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who gets in, and how often somebody may guess. */
class SignInTest {

  private static Site site;

  @BeforeAll
  static void start() {
    site = Site.start("--devcenter.sign-ins=5");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void stranger_atAnyPage_isSentToSignIn() throws Exception {
    HttpResponse<String> answer = site.stranger().get("/dev-center/keys");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(Visitor.location(answer)).isEqualTo("/sign-in");
  }

  @Test
  void wrongPassword_again_isAnsweredWith429AndWhenToRetry() throws Exception {
    Visitor guesser = site.stranger();
    for (int i = 0; i < 5; i++) {
      assertThat(Visitor.location(guesser.trySignIn("ada", "guess-" + i)))
          .isEqualTo("/sign-in?failed");
    }

    HttpResponse<String> answer = guesser.trySignIn("ada", DemoUsers.PASSWORD);

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
  }
}
