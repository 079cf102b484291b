namespace GatewayKit.Acme.Protocol;

/// <summary>Facts about a server (RFC 8555, section 9.7.6).</summary>
internal sealed record DirectoryMetadata
{
    public string? TermsOfService { get; init; }

    public bool ExternalAccountRequired { get; init; }
}
