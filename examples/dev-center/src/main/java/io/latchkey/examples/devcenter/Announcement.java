package io.latchkey.examples.devcenter;

import io.latchkey.examples.devcenter.users.DemoUser;
import io.latchkey.examples.devcenter.users.DemoUsers;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says on the console where the application is, who can sign in, and how a key is used. */
@Component
class Announcement {

  private final Environment environment;
  private final DemoUsers users;

  Announcement(Environment environment, DemoUsers users) {
    this.environment = environment;
    this.users = users;
  }

  @EventListener
  void print(ApplicationReadyEvent ready) {
    System.out.println(text());
  }

  String text() {
    String address = "http://localhost:" + environment.getProperty("local.server.port", "8080");
    StringBuilder text = new StringBuilder("\nThe Dev Center is at " + address + "\n\n");
    text.append("Sign in as one of these; the password is ").append(DemoUsers.PASSWORD);
    for (DemoUser user : users.all()) {
      text.append(
          String.format("%n  %-5s %-8s %s", user.getUsername(), user.accountName(), user.role()));
    }
    text.append(
        "\n\nWith a key that you created and stored there, an integration sends a candidate:\n");
    text.append(
        """

          curl -u "$KEY:" -H "On-Behalf-Of: ada@globex.example" -H "Content-Type: application/json" \\
            -d '{"first_name": "Kim", "last_name": "Doe", "external_id": "kim-1"}' \\
            %s/v1/partner/candidates

        Then it stands on the page Candidates, with the key's partner as its source. Stop with Ctrl+C.
        """
            .formatted(address));
    return text.toString();
  }
}
