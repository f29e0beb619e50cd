package io.latchkey;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which partners {@link PartnerRegistry#search(PartnerQuery)} looks for. Immutable: each method
 * gives a new query.
 *
 * <pre>{@code
 * PartnerQuery.text("north").apiType(CANDIDATE_INGESTION).activeOnly().limit(10)
 * }</pre>
 *
 * @since 1.0
 */
public final class PartnerQuery {

  private static final int DEFAULT_LIMIT = 100;

  private final String text;
  private final @Nullable ApiType apiType;
  private final boolean activeOnly;
  private final int limit;

  private PartnerQuery(String text, @Nullable ApiType apiType, boolean activeOnly, int limit) {
    this.text = text;
    this.apiType = apiType;
    this.activeOnly = activeOnly;
    this.limit = limit;
  }

  /**
   * Looks for partners of any status by name.
   *
   * @param text a name, a part of one or an alias, as somebody types it; blank finds every partner,
   *     a text longer than any name none
   * @return a query for at most 100 listed partners
   */
  public static PartnerQuery text(String text) {
    return new PartnerQuery(Objects.requireNonNull(text, "text"), null, false, DEFAULT_LIMIT);
  }

  /**
   * Keeps to partners that connect to an API type, be it with a key or by OAuth.
   *
   * @param type the API type
   * @return a new query
   */
  public PartnerQuery apiType(ApiType type) {
    return new PartnerQuery(text, Objects.requireNonNull(type, "type"), activeOnly, limit);
  }

  /**
   * Leaves out partners that are suspended or retired.
   *
   * @return a new query
   */
  public PartnerQuery activeOnly() {
    return new PartnerQuery(text, apiType, true, limit);
  }

  /**
   * Sets how many listed partners are returned at most. The two built-in partners are not counted.
   *
   * @param greatest at least 1
   * @return a new query
   * @throws IllegalArgumentException if it is less than 1
   */
  public PartnerQuery limit(int greatest) {
    if (greatest < 1) {
      throw new IllegalArgumentException("limit must be at least 1: " + greatest);
    }
    return new PartnerQuery(text, apiType, activeOnly, greatest);
  }

  /**
   * What is looked for.
   *
   * @return the text as given
   */
  public String text() {
    return text;
  }

  /**
   * The API type that partners must connect to.
   *
   * @return the type, or empty for any
   */
  public Optional<ApiType> apiType() {
    return Optional.ofNullable(apiType);
  }

  /**
   * Whether partners that are suspended or retired are left out.
   *
   * @return true if they are
   */
  public boolean isActiveOnly() {
    return activeOnly;
  }

  /**
   * How many listed partners are returned at most.
   *
   * @return at least 1
   */
  public int limit() {
    return limit;
  }

  /** Shows the filters, not the text. */
  @Override
  public String toString() {
    return "PartnerQuery[apiType="
        + apiType
        + ", activeOnly="
        + activeOnly
        + ", limit="
        + limit
        + "]";
  }
}
