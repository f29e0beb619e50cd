package io.latchkey.examples.devcenter.ingestion;

import io.latchkey.AccountId;
import io.latchkey.KeyId;
import io.latchkey.PartnerId;

/**
 * What a key can read back: the candidates of its account that came in through its partner.
 * "Unlisted vendor" and "custom" are no partners but many, unknown to each other; there it is the
 * candidates that came in through the key itself, or one that it replaces or was replaced by.
 *
 * @param account the account
 * @param source the partner
 * @param lineage the first key of the row of replacements that the key belongs to
 * @param byLineage whether the lineage is the boundary, within the source
 */
record Boundary(AccountId account, PartnerId source, KeyId lineage, boolean byLineage) {}
