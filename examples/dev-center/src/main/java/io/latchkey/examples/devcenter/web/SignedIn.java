package io.latchkey.examples.devcenter.web;

import io.latchkey.Actor;
import io.latchkey.examples.devcenter.users.DemoUser;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives a controller the {@link Actor} it acts for, as a parameter: made from the session, never
 * from what a request says.
 */
@Component
class SignedIn implements HandlerMethodArgumentResolver, WebMvcConfigurer {

  /** The user who is signed in, if somebody is. */
  static Optional<DemoUser> user(@Nullable Principal principal) {
    return principal instanceof Authentication authentication
            && authentication.getPrincipal() instanceof DemoUser user
        ? Optional.of(user)
        : Optional.empty();
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType().equals(Actor.class);
  }

  @Override
  public Actor resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    return user(request.getUserPrincipal())
        .map(DemoUser::actor)
        .orElseThrow(() -> new IllegalStateException("nobody is signed in"));
  }
}
