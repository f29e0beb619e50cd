/**
 * The API that a candidate-ingestion key opens, below {@code /v1/partner}.
 *
 * <p>A request passes the filter for API keys (see {@code examples/spring-boot}), then {@link
 * io.latchkey.examples.devcenter.ingestion.CallerFilter}, then the permission of its address in
 * {@link io.latchkey.examples.devcenter.ingestion.PartnerApiSecurity}, then a resource.
 */
package io.latchkey.examples.devcenter.ingestion;
