/** Examples: one {@code main} for each task. */
module io.latchkey.examples.quickstart {
  requires io.latchkey;
  requires io.latchkey.memory;
}
