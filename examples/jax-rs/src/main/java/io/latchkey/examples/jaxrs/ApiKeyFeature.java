package io.latchkey.examples.jaxrs;

import io.latchkey.ApiType;
import io.latchkey.KeyVerifier;
import io.latchkey.Permission;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Optional;

/**
 * Puts an {@link ApiKeyFilter} before every resource method, with the permission that its {@link
 * Requires} names. Thread-safe.
 *
 * <p>A filter bound by a {@code @NameBinding} annotation would leave open whatever was not
 * annotated; here a forgotten annotation still asks for a key. A permission that does not exist
 * fails when the method is first put together, not when somebody lacks it.
 */
final class ApiKeyFeature implements DynamicFeature {

  private final KeyVerifier verifier;
  private final ApiType apiType;

  ApiKeyFeature(KeyVerifier verifier, ApiType apiType) {
    this.verifier = verifier;
    this.apiType = apiType;
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Optional<Permission> required =
        Optional.ofNullable(resource.getResourceMethod().getAnnotation(Requires.class))
            .map(requires -> apiType.permission(requires.value()));
    context.register(new ApiKeyFilter(verifier, apiType, required));
  }
}
