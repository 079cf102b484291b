using GatewayKit.Authentication;

namespace GatewayKit.Plugins.Jwt;

/// <summary>The results for requests without a valid token, prepared once: challenges as of RFC 6750, section 3, and RFC 9449, section
/// 7.1.</summary>
internal sealed class JwtRejections
{
    private readonly Dictionary<TokenFault, AuthenticationResult> _bearer = [];
    private readonly Dictionary<TokenFault, AuthenticationResult> _dpop = [];
    private readonly Challenge _proof;

    /// <param name="realm">The realm.</param>
    /// <param name="dpop">The rules for proofs.</param>
    /// <param name="requiresBinding">Whether tokens must be bound, so that clients learn about it before they send one.</param>
    public JwtRejections(string realm, DpopOptions dpop, bool requiresBinding)
    {
        Challenges = new BearerChallenges(realm);
        _proof = Challenge.WithRealm("DPoP", realm).With("algs", string.Join(' ', dpop.Algorithms));
        Missing = AuthenticationResult.NoCredentials(requiresBinding ? $"{Challenges.Missing}, {_proof}" : Challenges.Missing);
        foreach (var fault in Enum.GetValues<TokenFault>())
        {
            _bearer.Add(fault, Bearer(fault, FaultText.Of(fault)));
            _dpop.Add(fault, Dpop(fault, FaultText.Of(fault)));
        }
    }

    public BearerChallenges Challenges { get; }

    /// <summary>The result for a request without a token.</summary>
    public AuthenticationResult Missing { get; }

    /// <summary>Returns the result for a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="isDpop">Whether the token has the scheme DPoP.</param>
    public AuthenticationResult For(TokenFault fault, bool isDpop) => (isDpop ? _dpop : _bearer)[fault];

    /// <summary>Returns the result that asks for a proof with a nonce (RFC 9449, section 9).</summary>
    public AuthenticationResult NeedNonce(string nonce)
    {
        var text = FaultText.Of(TokenFault.ProofNonce);
        return AuthenticationResult.Respond(GatewayResponse.Problem(401, "Unauthorized", text)
            .WithHeader("WWW-Authenticate", Error("use_dpop_nonce", text))
            .WithHeader("DPoP-Nonce", nonce)
            .WithHeader("Cache-Control", "no-store"));
    }

    private AuthenticationResult Bearer(TokenFault fault, string text) => fault switch
    {
        TokenFault.ProofMissing or TokenFault.Proof or TokenFault.ProofExpired or TokenFault.ProofReplayed => Dpop(fault, text),
        TokenFault.NotBound => AuthenticationResult.Rejected($"{Challenges.InvalidToken(text)}, {_proof}", text),
        TokenFault.Several => AuthenticationResult.Rejected(Challenges.InvalidRequest(text), text),
        _ => Other(fault, text) ?? AuthenticationResult.Rejected(Challenges.InvalidToken(text), text),
    };

    private AuthenticationResult Dpop(TokenFault fault, string text) => fault switch
    {
        TokenFault.Proof or TokenFault.ProofExpired or TokenFault.ProofReplayed
            => AuthenticationResult.Rejected(Error("invalid_dpop_proof", text), text),
        TokenFault.Several => AuthenticationResult.Rejected(Error("invalid_request", text), text),
        _ => Other(fault, text) ?? AuthenticationResult.Rejected(Error("invalid_token", text), text),
    };

    private static AuthenticationResult? Other(TokenFault fault, string text) => fault switch
    {
        TokenFault.ReservedName => AuthenticationResult.Forbidden(text),
        TokenFault.KeysUnavailable or TokenFault.StoreUnavailable => AuthenticationResult.Respond(
            GatewayResponse.Problem(503, "Service Unavailable", text).WithHeader("Retry-After", "5")),
        _ => null,
    };

    private string Error(string code, string text) => _proof.With("error", code).With("error_description", text).ToString();
}
