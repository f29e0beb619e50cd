package io.latchkey;

import org.jspecify.annotations.Nullable;

/**
 * What the seal of a chain's head says.
 *
 * @param number how many updates of the seal there were, this one included
 * @param sum the rows that belong to the chain
 * @param mark what tells it from any other seal of the chain
 * @param keyVersion the seal key it is sealed with
 */
record ChainSeal(long number, ChainSum sum, String mark, int keyVersion) {

  /** What a chain without a seal has. */
  static ChainSeal none() {
    return new ChainSeal(0, new ChainSum(), "", 0);
  }

  /** Tells whether an anchor knows more than this. */
  boolean isBehind(@Nullable SealPoint anchored) {
    return anchored != null
        && (number < anchored.number()
            || (number == anchored.number() && !mark.equals(anchored.mark())));
  }
}
