package io.latchkey;

/**
 * A key whose secret was presented.
 *
 * @param accountId the account that owns it
 * @param keyId its id
 */
record Match(AccountId accountId, KeyId keyId) {}
