namespace GatewayKit.Acme.Protocol;

/// <summary>The addresses of a server's resources (RFC 8555, section 7.1.1).</summary>
internal sealed record DirectoryResource
{
    public string? NewNonce { get; init; }

    public string? NewAccount { get; init; }

    public string? NewOrder { get; init; }

    /// <summary>Gets the address of renewal information (RFC 9773, section 4); null if the server doesn't have it.</summary>
    public string? RenewalInfo { get; init; }

    public DirectoryMetadata? Meta { get; init; }
}
