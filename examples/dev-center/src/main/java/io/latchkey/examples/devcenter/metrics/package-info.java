/** What Latchkey and the API measure, as Prometheus reads it at {@code /metrics}. */
package io.latchkey.examples.devcenter.metrics;
