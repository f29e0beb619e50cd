/**
 * A store in a relational database: start with {@link io.latchkey.jdbc.JdbcKeyStore}.
 *
 * <p>The tables are made by the versioned scripts in this module's jar, under {@code
 * META-INF/latchkey/schema/}, or by {@link io.latchkey.jdbc.JdbcKeyStore#migrate}.
 */
@CheckReturnValue
@NullMarked
package io.latchkey.jdbc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
