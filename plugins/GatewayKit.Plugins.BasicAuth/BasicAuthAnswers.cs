using GatewayKit.Authentication;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>The results for requests that aren't authenticated, created once.</summary>
internal sealed class BasicAuthAnswers
{
    /// <param name="realm">The realm.</param>
    public BasicAuthAnswers(string realm)
    {
        // The charset tells clients to encode the credentials in UTF-8 (RFC 7617, section 2.1).
        var challenge = Challenge.WithRealm("Basic", realm).With("charset", "UTF-8").ToString();
        Missing = AuthenticationResult.NoCredentials(challenge);
        Several = AuthenticationResult.Rejected(challenge, "The request has more than one Authorization header.");
        Malformed = AuthenticationResult.Rejected(challenge, "The credentials are not valid Basic credentials in UTF-8.");
        Wrong = AuthenticationResult.Rejected(challenge, "The user name or the password is not valid.");
    }

    public static AuthenticationResult Busy { get; } = AuthenticationResult.Respond(
        GatewayResponse.Problem(503, "Service Unavailable", "The gateway can't verify this password at the moment.")
            .WithHeader("Retry-After", "1"));

    public AuthenticationResult Missing { get; }

    public AuthenticationResult Several { get; }

    public AuthenticationResult Malformed { get; }

    public AuthenticationResult Wrong { get; }
}
