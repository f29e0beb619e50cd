/** Databases that drop connections, lose answers, stall, restart and fail over. */
package io.latchkey.jdbc.faults;
