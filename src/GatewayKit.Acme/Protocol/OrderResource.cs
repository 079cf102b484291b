namespace GatewayKit.Acme.Protocol;

/// <summary>An order (RFC 8555, section 7.1.3).</summary>
internal sealed record OrderResource
{
    public string? Status { get; init; }

    public string[]? Authorizations { get; init; }

    public string? Finalize { get; init; }

    public string? Certificate { get; init; }

    public AcmeProblem? Error { get; init; }
}
