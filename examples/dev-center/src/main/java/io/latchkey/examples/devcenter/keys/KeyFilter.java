package io.latchkey.examples.devcenter.keys;

import io.latchkey.KeyForm;
import io.latchkey.KeyQuery;
import io.latchkey.KeyState;
import io.latchkey.KeyText;
import io.latchkey.PartnerId;
import io.latchkey.examples.devcenter.ApiCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the list is narrowed to; each part is null or blank if it does not narrow. Whatever somebody
 * writes into the address makes a query.
 *
 * @param q a part of the description, or the last 5 characters of the key
 * @param type the name of an API type
 * @param partner the id of a partner
 * @param state the name of a group of {@link #STATES}
 * @param use the name of one of {@link #USES}
 */
record KeyFilter(
    @Nullable String q,
    @Nullable String type,
    @Nullable String partner,
    @Nullable String state,
    @Nullable String use) {

  /** The groups of states that can be chosen. */
  static final Map<String, Set<KeyState>> STATES =
      Map.of(
          "live", EnumSet.of(KeyState.PENDING, KeyState.ACTIVE, KeyState.DISABLED),
          "active", EnumSet.of(KeyState.ACTIVE),
          "pending", EnumSet.of(KeyState.PENDING),
          "disabled", EnumSet.of(KeyState.DISABLED),
          "ended",
              EnumSet.of(
                  KeyState.REVOKED, KeyState.ABANDONED, KeyState.REPLACED, KeyState.EXPIRED));

  /** The uses that can be chosen. */
  static final Set<String> USES = Set.of("never", "quiet", "expiring");

  private static final Duration MONTH = Duration.ofDays(30);
  private static final Pattern TAIL = Pattern.compile("[0-9A-Za-z]{5}");

  /** For the template: tells whether anything narrows the list. */
  public boolean narrows() {
    return text(q) != null
        || text(type) != null
        || text(partner) != null
        || text(state) != null
        || text(use) != null;
  }

  /** A whole key that somebody pasted must not stay in an address: only its tail may. */
  Optional<KeyFilter> withoutPastedKey() {
    KeyForm form = KeyText.inspect(q == null ? null : q.strip());
    return form.keyId().isPresent()
        ? form.tail().map(tail -> new KeyFilter(tail, type, partner, state, use))
        : Optional.empty();
  }

  /** The last characters of a key, if what is looked for could be that. */
  Optional<String> tail() {
    return Optional.ofNullable(text(q))
        .map(text -> text.startsWith("…") ? text.substring(1) : text)
        .filter(text -> TAIL.matcher(text).matches());
  }

  KeyQuery byTail(String tail, Instant now) {
    return withoutText(now).tail(tail);
  }

  KeyQuery byText(Instant now) {
    KeyQuery query = withoutText(now);
    String part = text(q);
    return part == null ? query : query.text(part);
  }

  private KeyQuery withoutText(Instant now) {
    KeyQuery query = KeyQuery.all();
    query = byState(query);
    query = ApiCatalogue.find(orEmpty(type)).map(query::apiType).orElse(query);
    query = byPartner(query);
    return switch (orEmpty(use)) {
      case "never" -> query.neverUsed();
      case "quiet" -> query.notUsedSince(now.minus(MONTH));
      case "expiring" -> query.expiresBefore(now.plus(MONTH));
      default -> query;
    };
  }

  private KeyQuery byState(KeyQuery query) {
    Set<KeyState> states = STATES.get(orEmpty(state));
    return states == null ? query : query.states(states);
  }

  private KeyQuery byPartner(KeyQuery query) {
    String id = text(partner);
    if (id == null) {
      return query;
    }
    try {
      return query.partner(PartnerId.of(id));
    } catch (IllegalArgumentException e) {
      return query;
    }
  }

  /** The address of the list that is narrowed like this. */
  String address(@Nullable String cursor) {
    Map<String, String> values = new LinkedHashMap<>();
    add(values, "q", q);
    add(values, "type", type);
    add(values, "partner", partner);
    add(values, "state", state);
    add(values, "use", use);
    add(values, "cursor", cursor);
    UriComponentsBuilder address = UriComponentsBuilder.fromPath("/dev-center/keys");
    values.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
    // As values of a template, so that whatever has a meaning in addresses is encoded.
    return address.encode().buildAndExpand(values).toUriString();
  }

  private static void add(Map<String, String> values, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      values.put(name, value);
    }
  }

  private static @Nullable String text(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
