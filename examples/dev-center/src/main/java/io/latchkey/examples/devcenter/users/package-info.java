/** Who signs in, and which {@link io.latchkey.Actor} that is. */
package io.latchkey.examples.devcenter.users;
