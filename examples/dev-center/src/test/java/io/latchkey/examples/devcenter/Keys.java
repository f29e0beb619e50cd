package io.latchkey.examples.devcenter;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jsoup.nodes.Document;

/** What a visitor does with keys, without a script. */
final class Keys {

  private Keys() {}

  /** Creates a key and gives the address of its panel. */
  static String create(Visitor visitor, String partner, String description) throws Exception {
    HttpResponse<String> answer = submit(visitor, partner, description);
    String location = Visitor.location(answer);
    if (!location.matches("/dev-center/keys/[0-9A-Za-z]{16}/key")) {
      throw new AssertionError("no panel but " + location);
    }
    return location;
  }

  /** Sends the form. */
  static HttpResponse<String> submit(Visitor visitor, String partner, String description)
      throws Exception {
    return visitor.submit(
        visitor.page("/dev-center/keys/new"), "#new-key", fields(partner, description));
  }

  static Map<String, String> fields(String partner, String description) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("partnerName", partner);
    fields.put("description", description);
    return fields;
  }

  /** The text of the key on its panel. */
  static String textOn(Document panel) {
    return Objects.requireNonNull(panel.selectFirst("#key"), "#key").text();
  }

  /** Says that the key of a panel was stored. */
  static HttpResponse<String> acknowledge(Visitor visitor, Document panel) throws Exception {
    return visitor.submit(panel, "#acknowledge", Map.of("copied", "yes"));
  }

  /** Creates and stores a key; gives its text. */
  static String stored(Visitor visitor, String partner, String description) throws Exception {
    Document panel = visitor.page(create(visitor, partner, description));
    acknowledge(visitor, panel);
    return textOn(panel);
  }

  /** The id of a key, which is a part of its text. */
  static String idOf(String text) {
    return text.substring(text.length() - 55, text.length() - 39);
  }
}
