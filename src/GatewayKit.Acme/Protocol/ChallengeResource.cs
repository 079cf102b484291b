namespace GatewayKit.Acme.Protocol;

/// <summary>A way to prove control over a name (RFC 8555, section 8).</summary>
internal sealed record ChallengeResource
{
    public string? Type { get; init; }

    public string? Url { get; init; }

    public string? Token { get; init; }

    public AcmeProblem? Error { get; init; }
}
