namespace GatewayKit;

/// <summary>What an authentication hook found.</summary>
public readonly struct AuthenticationResult
{
    private AuthenticationResult(AuthenticationOutcome outcome, Consumer? consumer, string? challenge, string? reason)
    {
        Outcome = outcome;
        Consumer = consumer;
        Challenge = challenge;
        Reason = reason;
    }

    /// <summary>How it ended.</summary>
    public AuthenticationOutcome Outcome { get; }

    /// <summary>The consumer, if one was found.</summary>
    public Consumer? Consumer { get; }

    /// <summary>The value of <c>WWW-Authenticate</c> (RFC 9110, section 11.6.1) that tells a client how to authenticate.</summary>
    public string? Challenge { get; }

    /// <summary>Why the credentials were rejected, in words that may be shown to the client; never the credentials.</summary>
    public string? Reason { get; }

    /// <summary>
    /// The request needs no credentials of this scheme, such as a CORS preflight that the upstream answers. It continues without a consumer,
    /// unless another authentication plugin of the route asks for credentials (<c>authentication: all</c>).
    /// </summary>
    public static AuthenticationResult NotRequired { get; } = new(AuthenticationOutcome.NotRequired, null, null, null);

    /// <summary>The request carries none of this scheme's credentials.</summary>
    /// <param name="challenge">The challenge for the 401, for example <c>Basic realm="orders"</c>.</param>
    public static AuthenticationResult NoCredentials(string challenge)
    {
        ArgumentException.ThrowIfNullOrEmpty(challenge);
        return new AuthenticationResult(AuthenticationOutcome.NoCredentials, null, challenge, null);
    }

    /// <summary>The credentials are good and belong to <paramref name="consumer"/>.</summary>
    /// <param name="consumer">The caller.</param>
    public static AuthenticationResult Authenticated(Consumer consumer)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        return new AuthenticationResult(AuthenticationOutcome.Authenticated, consumer, null, null);
    }

    /// <summary>The request carries credentials of this scheme, and they are not good.</summary>
    /// <param name="challenge">The challenge for the 401.</param>
    /// <param name="reason">Why, in words that may be shown to the client.</param>
    public static AuthenticationResult Rejected(string challenge, string? reason = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(challenge);
        return new AuthenticationResult(AuthenticationOutcome.Rejected, null, challenge, reason);
    }

    /// <summary>The result as the completed task that a synchronous hook returns.</summary>
    /// <param name="result">The result.</param>
    public static implicit operator ValueTask<AuthenticationResult>(AuthenticationResult result) => new(result);

    /// <summary>The result as the completed task that a synchronous hook returns.</summary>
    public ValueTask<AuthenticationResult> ToValueTask() => new(this);
}
