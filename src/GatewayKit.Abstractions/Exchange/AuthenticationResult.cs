using System.Security.Claims;

namespace GatewayKit;

/// <summary>The result of an authentication hook.</summary>
public readonly struct AuthenticationResult
{
    private AuthenticationResult(AuthenticationOutcome outcome) => Outcome = outcome;

    /// <summary>Gets the outcome.</summary>
    public AuthenticationOutcome Outcome { get; }

    /// <summary>Gets the authenticated consumer; <c>null</c> for any other outcome.</summary>
    public Consumer? Consumer { get; private init; }

    /// <summary>Gets the claims of the authenticated consumer; <c>null</c> if the plugin supplies none.</summary>
    public ClaimsPrincipal? Principal { get; private init; }

    /// <summary>Gets the id of the consumer's credential; <c>null</c> if it isn't known.</summary>
    public string? CredentialId { get; private init; }

    /// <summary>Gets the <c>WWW-Authenticate</c> value (RFC 9110, section 11.6.1) that tells the client how to authenticate.</summary>
    public string? Challenge { get; private init; }

    /// <summary>Gets the reason for a rejection (401 or 403). The client may see it, so it never contains credentials.</summary>
    public string? Reason { get; private init; }

    /// <summary>Gets the plugin's own response; <c>null</c> for any outcome other than
    /// <see cref="AuthenticationOutcome.Responded"/>.</summary>
    public GatewayResponse? Response { get; private init; }

    /// <summary>
    /// Gets the result for a request that doesn't need credentials of this scheme, such as a CORS preflight that the upstream answers.
    /// The request continues without a consumer, unless another authentication plugin of the route requires credentials
    /// (<c>authentication: all</c>).
    /// </summary>
    public static AuthenticationResult NotRequired { get; } = new(AuthenticationOutcome.NotRequired);

    /// <summary>Creates the result for a request without credentials of this scheme.</summary>
    /// <param name="challenge">The challenge for the 401 response, for example <c>Basic realm="orders"</c>.</param>
    /// <param name="reason">The credentials that the request needs, in a sentence that the client sees. Default: a general
    /// one. With <c>authentication: any</c>, the response always has a general one.</param>
    public static AuthenticationResult NoCredentials(string challenge, string? reason = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(challenge);
        return new AuthenticationResult(AuthenticationOutcome.NoCredentials) { Challenge = challenge, Reason = reason };
    }

    /// <summary>
    /// Creates the result for valid credentials of <paramref name="consumer"/>. When all authentication plugins of the route are done, and
    /// none has supplied claims, <c>HttpContext.User</c> is the consumer: its name, and its groups as roles
    /// (<see cref="ClaimTypes.Role"/>) and as <c>groups</c>, with the authentication type <c>GatewayKit</c>. The requests of a
    /// consumer share this principal, so it can't be changed.
    /// </summary>
    /// <param name="consumer">The caller. It doesn't have to be a configured consumer.</param>
    /// <exception cref="ArgumentException">
    /// The name or a group of the consumer has a control character or begins or ends with white space, or a group has a comma.
    /// </exception>
    public static AuthenticationResult Authenticated(Consumer consumer)
    {
        ThrowIfUnsafe(consumer);
        return new AuthenticationResult(AuthenticationOutcome.Authenticated) { Consumer = consumer };
    }

    /// <summary>
    /// Creates the result for valid credentials of <paramref name="consumer"/> that carry claims, such as a token.
    /// When all authentication plugins of the route are done, the claims become the <c>HttpContext.User</c> of the exchange, in place of
    /// the user that the host has set. If several plugins supply claims (<c>authentication: all</c>), the user has the identities of each,
    /// in the order of the plugins.
    /// </summary>
    /// <param name="consumer">The caller. It doesn't have to be a configured consumer.</param>
    /// <param name="principal">The claims. The gateway doesn't change the instance, so that a plugin can return it for several
    /// requests.</param>
    /// <exception cref="ArgumentException">
    /// The principal isn't authenticated, for example because its identity has no authentication type; or the consumer isn't valid, as for
    /// <see cref="Authenticated(Consumer)"/>.
    /// </exception>
    public static AuthenticationResult Authenticated(Consumer consumer, ClaimsPrincipal principal)
    {
        ThrowIfUnsafe(consumer);
        ArgumentNullException.ThrowIfNull(principal);
        if (principal.Identity is not { IsAuthenticated: true })
            throw new ArgumentException(
                "The principal isn't authenticated. Create its ClaimsIdentity with an authentication type.", nameof(principal));

        return new AuthenticationResult(AuthenticationOutcome.Authenticated) { Consumer = consumer, Principal = principal };
    }

    /// <summary>
    /// Returns the result with the id of the credential that the caller has presented, which <see cref="GatewayContext.CredentialId"/>,
    /// traces, access logs and statistics then have.
    /// </summary>
    /// <param name="id">The id as configured, such as that of a key; <c>null</c> for none. It must not be a secret.</param>
    /// <exception cref="InvalidOperationException">The result isn't <see cref="AuthenticationOutcome.Authenticated"/>.</exception>
    public AuthenticationResult WithCredential(string? id)
        => Outcome == AuthenticationOutcome.Authenticated
            ? this with { CredentialId = id }
            : throw new InvalidOperationException("Only the result of an authenticated caller has a credential.");

    /// <summary>Creates the result for invalid credentials of this scheme.</summary>
    /// <param name="challenge">The challenge for the 401 response.</param>
    /// <param name="reason">The reason. The client may see it, so it never contains credentials.</param>
    public static AuthenticationResult Rejected(string challenge, string? reason = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(challenge);
        return new AuthenticationResult(AuthenticationOutcome.Rejected) { Challenge = challenge, Reason = reason };
    }

    /// <summary>
    /// Creates the result for valid credentials that aren't sufficient for the request.
    /// The gateway answers with a 403 problem (RFC 9110, section 15.5.4). It ends the exchange, also with <c>authentication: any</c>.
    /// </summary>
    /// <param name="reason">The reason. The client may see it, so it never contains credentials.</param>
    public static AuthenticationResult Forbidden(string? reason = null) => new(AuthenticationOutcome.Forbidden) { Reason = reason };

    /// <summary>
    /// Creates the result that answers the request with <paramref name="response"/>, such as a redirect to a login page.
    /// It ends the exchange, also with <c>authentication: any</c>: the caller isn't authenticated, whatever the status.
    /// The response hooks further up see <see cref="ResponseOrigin.Plugin"/>.
    /// </summary>
    /// <param name="response">The response.</param>
    public static AuthenticationResult Respond(GatewayResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return new AuthenticationResult(AuthenticationOutcome.Responded) { Response = response };
    }

    /// <summary>Wraps the result in a completed task, for a hook that runs synchronously.</summary>
    /// <param name="result">The result.</param>
    public static implicit operator ValueTask<AuthenticationResult>(AuthenticationResult result) => new(result);

    /// <summary>Wraps the result in a completed task, for a hook that runs synchronously.</summary>
    public ValueTask<AuthenticationResult> ToValueTask() => new(this);

    /// <summary>The upstream receives the name and the groups in headers, and a plugin may take both from a token.</summary>
    private static void ThrowIfUnsafe(Consumer consumer)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        if (!consumer.HasSafeNames)
        {
            throw new ArgumentException(
                "The name or a group of the consumer has a control character or begins or ends with white space, or a group has a comma.",
                nameof(consumer));
        }
    }
}
