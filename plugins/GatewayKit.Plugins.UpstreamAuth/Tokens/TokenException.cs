namespace GatewayKit.Plugins.UpstreamAuth.Tokens;

/// <summary>Thrown when a token endpoint supplies no token.</summary>
/// <param name="message">The reason, which continues "The token endpoint failed:".</param>
/// <param name="refusesSubject">Whether the endpoint works and refuses the caller's token.</param>
internal sealed class TokenException(string message, bool refusesSubject = false) : Exception(message)
{
    public bool RefusesSubject { get; } = refusesSubject;
}
