package io.latchkey.examples.devcenter.keys;

import io.latchkey.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is wrong with a form, by field; the first fault of a field is the one that is shown. */
final class FormErrors {

  /** Stands for the form as a whole. */
  static final String FORM = "form";

  private static final Map<String, String> TITLES =
      Map.of(
          "apiType", "API type",
          "partner", "Partner",
          "description", "Description",
          "expiresOn", "Last day",
          "when", "When it expires",
          "how", "When it ends",
          "reason", "Why",
          "note", "Note");

  private final Map<String, String> byField = new LinkedHashMap<>();

  void add(String field, String message) {
    byField.putIfAbsent(field, message);
  }

  /** Says what can't be said of a single field. */
  void addRefusal(RefusedException refused) {
    add(FORM, Objects.requireNonNullElseGet(refused.getMessage(), refused::nextStep));
  }

  /** Puts every violation at its field; the paths of Latchkey's requests are given names here. */
  void addViolations(RefusedException refused, Map<String, String> fields) {
    refused
        .violations()
        .forEach(
            violation ->
                add(
                    fields.getOrDefault(violation.path(), FORM),
                    upperFirst(violation.message()) + "."));
  }

  private static String upperFirst(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** For the template: what is wrong with a field, or null. */
  public @Nullable String of(String field) {
    return byField.get(field);
  }

  /** For the template: everything that is wrong. */
  public List<FormError> all() {
    return byField.entrySet().stream()
        .map(error -> new FormError(error.getKey(), TITLES.get(error.getKey()), error.getValue()))
        .toList();
  }

  /** For the template: tells whether anything is wrong. */
  public boolean any() {
    return !byField.isEmpty();
  }

  /**
   * Something that is wrong.
   *
   * @param field the field, which is the id of an element as well
   * @param title the field for people, or null for the form as a whole
   * @param message what is wrong
   */
  record FormError(String field, @Nullable String title, String message) {}
}
