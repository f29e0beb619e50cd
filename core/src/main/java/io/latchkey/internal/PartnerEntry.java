package io.latchkey.internal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Internal: not API, may change at any time.
 *
 * <p>A partner as a document says it.
 *
 * @param id the stable id
 * @param displayName the name for people
 * @param aliases further names
 * @param status active or retired; absent means active
 * @param connections how the partner connects, by the name of the API type
 * @param contact whom to hand a key to
 */
public record PartnerEntry(
    @Required
        @Pattern(
            regexp = "[A-Za-z0-9][A-Za-z0-9._:|-]{0,63}",
            message =
                "must be 1 to 64 ASCII letters, digits and . _ : | -, a letter or digit first")
        @Nullable String id,
    @Required @PlainText(max = MAX_NAME) @Nullable String displayName,
    @Size(max = MAX_ALIASES, message = "must hold at most {max} aliases")
        @Nullable List<@PlainText(max = MAX_NAME) @Nullable String> aliases,
    @Pattern(
            regexp = "active|retired",
            message =
                "must be active or retired; a partner is suspended by an operation of its own")
        @Nullable String status,
    @Required @Size(max = MAX_CONNECTIONS, message = "must hold at most {max} connections")
        @Nullable Map<String, @Required @Valid @Nullable ConnectionEntry> connections,
    @Valid @Nullable ContactEntry contact) {

  /** The greatest length of a name or an alias, in code points. */
  public static final int MAX_NAME = 100;

  /** The greatest number of aliases. */
  public static final int MAX_ALIASES = 50;

  /** The greatest number of connections. */
  public static final int MAX_CONNECTIONS = 20;
}
