namespace GatewayKit;

/// <summary>The result of an authentication hook.</summary>
public readonly struct AuthenticationResult
{
    private AuthenticationResult(AuthenticationOutcome outcome, Consumer? consumer, string? challenge, string? reason)
    {
        Outcome = outcome;
        Consumer = consumer;
        Challenge = challenge;
        Reason = reason;
    }

    /// <summary>Gets the outcome.</summary>
    public AuthenticationOutcome Outcome { get; }

    /// <summary>Gets the authenticated consumer; <c>null</c> for any other outcome.</summary>
    public Consumer? Consumer { get; }

    /// <summary>Gets the <c>WWW-Authenticate</c> value (RFC 9110, section 11.6.1) that tells the client how to authenticate.</summary>
    public string? Challenge { get; }

    /// <summary>Gets the reason for a rejection. The client may see it, so it never contains credentials.</summary>
    public string? Reason { get; }

    /// <summary>
    /// Gets the result for a request that doesn't need credentials of this scheme, such as a CORS preflight that the upstream answers. The request
    /// continues without a consumer, unless another authentication plugin of the route requires credentials (<c>authentication: all</c>).
    /// </summary>
    public static AuthenticationResult NotRequired { get; } = new(AuthenticationOutcome.NotRequired, null, null, null);

    /// <summary>Creates the result for a request without credentials of this scheme.</summary>
    /// <param name="challenge">The challenge for the 401 response, for example <c>Basic realm="orders"</c>.</param>
    public static AuthenticationResult NoCredentials(string challenge)
    {
        ArgumentException.ThrowIfNullOrEmpty(challenge);
        return new AuthenticationResult(AuthenticationOutcome.NoCredentials, null, challenge, null);
    }

    /// <summary>Creates the result for valid credentials of <paramref name="consumer"/>.</summary>
    /// <param name="consumer">The caller.</param>
    public static AuthenticationResult Authenticated(Consumer consumer)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        return new AuthenticationResult(AuthenticationOutcome.Authenticated, consumer, null, null);
    }

    /// <summary>Creates the result for invalid credentials of this scheme.</summary>
    /// <param name="challenge">The challenge for the 401 response.</param>
    /// <param name="reason">The reason. The client may see it, so it never contains credentials.</param>
    public static AuthenticationResult Rejected(string challenge, string? reason = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(challenge);
        return new AuthenticationResult(AuthenticationOutcome.Rejected, null, challenge, reason);
    }

    /// <summary>Wraps the result in a completed task, for a hook that runs synchronously.</summary>
    /// <param name="result">The result.</param>
    public static implicit operator ValueTask<AuthenticationResult>(AuthenticationResult result) => new(result);

    /// <summary>Wraps the result in a completed task, for a hook that runs synchronously.</summary>
    public ValueTask<AuthenticationResult> ToValueTask() => new(this);
}
