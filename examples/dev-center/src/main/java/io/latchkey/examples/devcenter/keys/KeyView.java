package io.latchkey.examples.devcenter.keys;

import io.latchkey.examples.devcenter.web.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key, as pages show it.
 *
 * @param successor the key that takes over, while the replacement is open
 * @param predecessor the key that it took over from, if any
 */
record KeyView(
    String id,
    String apiType,
    String partner,
    String description,
    String tail,
    StateBadge state,
    String createdBy,
    Moment createdAt,
    @Nullable Moment lastUsedAt,
    @Nullable Moment expiresAt,
    List<String> permissions,
    @Nullable String successor,
    @Nullable String predecessor,
    KeyActions actions) {}
