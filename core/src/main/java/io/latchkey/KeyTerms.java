package io.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * What a key has in common with many others: one object for all keys of which everything here is
 * the same. Immutable.
 *
 * @param prefix what stands before the body
 * @param type the API type that it opens
 * @param permissionBits what it may do there
 * @param refusal why it is refused until its end, null while it is active
 * @param end why it is refused from its end on; the same if it does not end by time
 * @param partner the partner it is for
 * @param openAccounts which accounts' keys may be used, its own among them
 */
record KeyTerms(
    KeyPrefix prefix,
    ApiType type,
    long permissionBits,
    @Nullable RejectionReason refusal,
    @Nullable RejectionReason end,
    StatusNode<PartnerId> partner,
    OpenFlags openAccounts) {

  boolean allow(Permission permission) {
    return permission.apiType() == type && (permissionBits & permission.bit()) != 0;
  }
}
