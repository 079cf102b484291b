using GatewayKit.Authentication;

namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>The results for requests without a valid token, prepared once: challenges as of RFC 6750, section 3.</summary>
internal sealed class Rejections
{
    private readonly BearerChallenges _challenges;
    private readonly Dictionary<TokenFault, AuthenticationResult> _results = [];

    /// <param name="realm">The realm.</param>
    /// <param name="scopes">The scopes that a token needs.</param>
    public Rejections(string realm, IReadOnlyList<string> scopes)
    {
        _challenges = new BearerChallenges(realm);
        Missing = AuthenticationResult.NoCredentials(_challenges.Missing);
        foreach (var fault in Enum.GetValues<TokenFault>())
            _results.Add(fault, Create(fault, Text(fault)));

        var text = scopes.Count > 0 ? "The token needs other scopes or claims." : "The token needs other claims.";
        Insufficient = AuthenticationResult.Respond(GatewayResponse.Problem(403, "Forbidden", text)
            .WithHeader("WWW-Authenticate", _challenges.InsufficientScope(scopes, text)));
    }

    /// <summary>The result for a request without a token.</summary>
    public AuthenticationResult Missing { get; }

    /// <summary>The result for a token without the required scopes and claims.</summary>
    public AuthenticationResult Insufficient { get; }

    public AuthenticationResult For(TokenFault fault) => _results[fault];

    private AuthenticationResult Create(TokenFault fault, string text) => fault switch
    {
        TokenFault.Several or TokenFault.TooLong => AuthenticationResult.Rejected(_challenges.InvalidRequest(text), text),
        TokenFault.ReservedName => AuthenticationResult.Forbidden(text),
        TokenFault.Unavailable => AuthenticationResult.Respond(
            GatewayResponse.Problem(503, "Service Unavailable", text).WithHeader("Retry-After", "5")),
        _ => AuthenticationResult.Rejected(_challenges.InvalidToken(text), text),
    };

    private static string Text(TokenFault fault) => fault switch
    {
        TokenFault.Several => "The request has more than one token.",
        TokenFault.TooLong => "The token is too long.",
        TokenFault.Malformed => "The token is malformed.",
        TokenFault.Kind => "The token isn't an access token.",
        TokenFault.Issuer => "The issuer of the token isn't accepted.",
        TokenFault.Audience => "The token is for another audience.",
        TokenFault.Expired => "The token has expired.",
        TokenFault.NotYetValid => "The token isn't valid yet.",
        TokenFault.Subject => "The token doesn't name a caller, or its name isn't valid.",
        TokenFault.Groups => "The token has too many groups.",
        TokenFault.ReservedName => "The token names a caller that belongs to the gateway.",
        TokenFault.NotBound => "The token must be bound to a client certificate.",
        TokenFault.Confirmation => "The token is bound to its sender in a way that isn't supported.",
        TokenFault.Certificate => "The token is bound to a client certificate that the connection doesn't have.",
        TokenFault.Unavailable => "The gateway can't check this token at the moment.",
        _ => "The token has expired, was revoked or isn't known.",
    };
}
