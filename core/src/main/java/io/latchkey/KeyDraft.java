package io.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * A new key that was decided on and is not written yet.
 *
 * @param made its row and its secret
 * @param change what it may do compared with the key that it replaces; null if it replaces none
 */
record KeyDraft(KeyMaker.Made made, @Nullable PermissionChange change) {}
