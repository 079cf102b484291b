namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>The results for requests that aren't authenticated, created once.</summary>
internal sealed class MtlsAuthAnswers
{
    // A 401 needs a challenge (RFC 9110, section 15.5.2), but no scheme is registered for certificates of the connection.
    private const string Challenge = "ClientCertificate realm=\"gateway\"";

    public AuthenticationResult Missing { get; } =
        AuthenticationResult.NoCredentials(Challenge, "This request needs a client certificate in the TLS connection.");

    public AuthenticationResult Invalid { get; } = AuthenticationResult.Rejected(Challenge, "The client certificate is not valid.");
}
