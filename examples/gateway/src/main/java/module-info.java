/** Examples: verifying at a gateway that has no store. */
module io.latchkey.examples.gateway {
  requires io.latchkey;
  requires io.latchkey.memory;
}
