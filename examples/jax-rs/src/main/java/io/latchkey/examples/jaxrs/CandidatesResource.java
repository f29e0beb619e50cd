package io.latchkey.examples.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** Takes candidates in; the partner on the key is their source. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class CandidatesResource {

  /** Makes the resource. */
  public CandidatesResource() {}

  /**
   * Takes a candidate in.
   *
   * @param caller the key
   * @return its source
   */
  @POST
  @Path("candidates")
  @Requires("candidates.create")
  public String create(@Context SecurityContext caller) {
    KeyPrincipal principal = (KeyPrincipal) caller.getUserPrincipal();
    return "{\"source\":\"" + principal.key().partnerId() + "\"}";
  }

  /**
   * Says that the key works, and whether it may send candidates; needs no permission.
   *
   * @param caller the key
   * @return the answer
   */
  @GET
  @Path("current_user")
  public String currentUser(@Context SecurityContext caller) {
    return "{\"may_create\":" + caller.isUserInRole("candidates.create") + "}";
  }
}
