namespace GatewayKit.Acme.Protocol;

/// <summary>A name that a certificate is for (RFC 8555, section 9.7.7).</summary>
internal sealed record AcmeIdentifier(string? Type, string? Value)
{
    private const string DnsType = "dns";

    public static AcmeIdentifier Dns(string host) => new(DnsType, host);

    public bool Is(string host) => Type == DnsType && host.Equals(Value, StringComparison.OrdinalIgnoreCase);
}
