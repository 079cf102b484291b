namespace GatewayKit.Acme.Protocol;

/// <summary>When the server would like a certificate to be renewed (RFC 9773, section 4.2).</summary>
internal sealed record RenewalResource
{
    public RenewalWindow? SuggestedWindow { get; init; }

    public string? ExplanationURL { get; init; }
}
