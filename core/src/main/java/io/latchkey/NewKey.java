package io.latchkey;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request to create a key. Immutable: each method gives a new request. Constraints are checked
 * when the key is created, all at once.
 *
 * <pre>{@code
 * NewKey.of(CANDIDATE_INGESTION, partner.id(), "Northwind: sourced candidates").expiresAfter(Duration.ofDays(365))
 * }</pre>
 *
 * @since 1.0
 */
public final class NewKey {

  private final ApiType apiType;
  private final PartnerId partner;
  private final String description;
  private final Term term;
  private final @Nullable String environment;
  private final @Nullable String idempotencyKey;
  private final Map<String, String> labels;

  private NewKey(
      ApiType apiType,
      PartnerId partner,
      String description,
      Term term,
      @Nullable String environment,
      @Nullable String idempotencyKey,
      Map<String, String> labels) {
    this.apiType = Objects.requireNonNull(apiType, "apiType");
    this.partner = Objects.requireNonNull(partner, "partner");
    this.description = description;
    this.term = term;
    this.environment = environment;
    this.idempotencyKey = idempotencyKey;
    this.labels = labels;
  }

  /**
   * A request with the host's default term and environment.
   *
   * @param apiType the API that the key opens
   * @param partner the integration that the key is for
   * @param description what people call the key: 1 to 255 characters after trimming, no control
   *     characters
   * @return the request
   */
  public static NewKey of(ApiType apiType, PartnerId partner, String description) {
    String trimmed = Objects.requireNonNull(description, "description").strip();
    return new NewKey(apiType, partner, trimmed, Term.hostDefault(), null, null, Map.of());
  }

  /**
   * Sets when the key expires.
   *
   * @param instant in the future and within the host's maximum term; rounded down to the
   *     millisecond
   * @return a new request
   */
  public NewKey expiresAt(Instant instant) {
    return with(Term.until(instant));
  }

  /**
   * Sets how long after its creation the key expires.
   *
   * @param term positive and within the host's maximum term
   * @return a new request
   */
  public NewKey expiresAfter(Duration term) {
    return with(Term.of(term));
  }

  /**
   * Asks for a key that never expires. Refused if the host has a maximum term.
   *
   * @return a new request
   */
  public NewKey neverExpires() {
    return with(Term.unlimited());
  }

  /**
   * Sets the environment.
   *
   * @param name one of the environments given to the builder; the first of them if not set
   * @return a new request
   */
  public NewKey environment(String name) {
    return new NewKey(
        apiType,
        partner,
        description,
        term,
        Objects.requireNonNull(name, "name"),
        idempotencyKey,
        labels);
  }

  /**
   * Makes the request safe to repeat for 24 hours: the same key, not a second one.
   *
   * @param key 1 to 64 printable ASCII characters, for example a UUID made with the form; unique
   *     for the actor
   * @return a new request
   */
  public NewKey idempotencyKey(String key) {
    return new NewKey(
        apiType,
        partner,
        description,
        term,
        environment,
        Objects.requireNonNull(key, "key"),
        labels);
  }

  /**
   * Adds a label of the host's own.
   *
   * @param name 1 to 63 characters; at most 16 labels
   * @param value at most 255 characters, no control characters
   * @return a new request
   */
  public NewKey label(String name, String value) {
    Map<String, String> more = new TreeMap<>(labels);
    more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
    return new NewKey(
        apiType,
        partner,
        description,
        term,
        environment,
        idempotencyKey,
        Collections.unmodifiableMap(more));
  }

  private NewKey with(Term newTerm) {
    return new NewKey(apiType, partner, description, newTerm, environment, idempotencyKey, labels);
  }

  /**
   * The API that the key opens.
   *
   * @return the type
   */
  public ApiType apiType() {
    return apiType;
  }

  /**
   * The integration that the key is for.
   *
   * @return the partner's id
   */
  public PartnerId partner() {
    return partner;
  }

  /**
   * What people call the key.
   *
   * @return the trimmed description
   */
  public String description() {
    return description;
  }

  /**
   * The environment.
   *
   * @return the environment asked for, or empty for the host's default
   */
  public Optional<String> environment() {
    return Optional.ofNullable(environment);
  }

  /**
   * What makes the request safe to repeat.
   *
   * @return the idempotency key, or empty
   */
  public Optional<String> idempotencyKey() {
    return Optional.ofNullable(idempotencyKey);
  }

  /**
   * Labels of the host's own.
   *
   * @return an immutable map, possibly empty
   */
  public Map<String, String> labels() {
    return labels;
  }

  Term term() {
    return term;
  }

  @Override
  public String toString() {
    return "NewKey[" + apiType + " for " + partner + "]";
  }
}
