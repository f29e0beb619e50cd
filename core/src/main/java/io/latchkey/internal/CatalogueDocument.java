package io.latchkey.internal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Internal: not API, may change at any time.
 *
 * <p>A catalogue of partners as a document says it.
 *
 * @param format the version of the form
 * @param partners the partners
 */
public record CatalogueDocument(
    @Required @Min(value = 1, message = FORMAT_UNKNOWN) @Max(value = 1, message = FORMAT_UNKNOWN)
        @Nullable Integer format,
    @Required @Size(max = MAX_PARTNERS, message = "must hold at most {max} partners")
        @Nullable List<@Valid @Nullable PartnerEntry> partners) {

  /** The greatest number of partners in a document. */
  public static final int MAX_PARTNERS = 10_000;

  private static final String FORMAT_UNKNOWN = "must be 1, the only format there is";

  /** Only itself: the validator hashes the whole document anew for each violation it finds. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
