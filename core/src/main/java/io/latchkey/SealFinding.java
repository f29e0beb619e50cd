package io.latchkey;

/** What a look at a seal finds. */
enum SealFinding {
  /** The row is as the library wrote it. */
  INTACT,
  /** The row has no seal. */
  UNSEALED,
  /** The row is not what its seal says. */
  BROKEN,
  /** The row names a seal key that the ring does not have. */
  KEY_MISSING
}
