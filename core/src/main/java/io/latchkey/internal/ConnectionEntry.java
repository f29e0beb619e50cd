package io.latchkey.internal;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Internal: not API, may change at any time.
 *
 * <p>How a partner connects to one API type, as a document says it: exactly one of the two is
 * there.
 *
 * @param requires the names of the permissions that its keys need
 * @param oauthSetup where its OAuth setup steps are
 */
public record ConnectionEntry(
    @Size(max = MAX_PERMISSIONS, message = "must hold at most {max} permissions")
        @Nullable List<@Nullable String> requires,
    @HttpsAddress @Nullable String oauthSetup) {

  /** The greatest number of permissions. */
  public static final int MAX_PERMISSIONS = 64;
}
