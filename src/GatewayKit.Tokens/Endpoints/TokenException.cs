namespace GatewayKit.Tokens;

/// <summary>Thrown when a token endpoint supplies no token.</summary>
/// <param name="message">The reason, which continues "The token endpoint failed:".</param>
/// <param name="code">The registered code with which the endpoint, which works, refuses the request (RFC 6749, section 5.2); null for
/// another failure.</param>
internal sealed class TokenException(string message, string? code = null) : Exception(message)
{
    /// <summary>Whether the endpoint works and refuses the grant, such as the caller's token.</summary>
    public bool RefusesGrant => code is "invalid_grant" or "invalid_request" or "invalid_target";
}
