/**
 * API keys for Spring Security: what a host copies, or depends on as the Dev Center does.
 *
 * <p>It is what the request that stands open in Spring Security (issue 17563 there) asks for: keys
 * that are stored hashed, carry permissions, can be revoked and can expire, come in a header, and
 * turn into an {@code Authentication} whose authorities are the permissions, without a session.
 * Start at {@link io.latchkey.examples.springboot.apikey.ApiKeyConfigurer}.
 */
package io.latchkey.examples.springboot.apikey;
