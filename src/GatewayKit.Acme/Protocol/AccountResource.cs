namespace GatewayKit.Acme.Protocol;

/// <summary>An account (RFC 8555, section 7.1.2).</summary>
internal sealed record AccountResource
{
    public string? Status { get; init; }
}
