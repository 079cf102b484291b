namespace GatewayKit.Acme.Protocol;

/// <summary>The proof of control over a name (RFC 8555, section 7.1.4).</summary>
internal sealed record AuthorizationResource
{
    public string? Status { get; init; }

    public AcmeIdentifier? Identifier { get; init; }

    public ChallengeResource[]? Challenges { get; init; }
}
