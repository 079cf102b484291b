using System.Globalization;
using System.Net;
using System.Text;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>The scheme, host and port that connections go to.</summary>
internal sealed record UpstreamOrigin
{
    private UpstreamOrigin(Uri address)
    {
        IsSecure = address.Scheme == Uri.UriSchemeHttps;
        EndPoint = new DnsEndPoint(address.IdnHost, address.Port);
        Host = address.HostNameType == UriHostNameType.IPv6 ? $"[{address.IdnHost}]" : address.IdnHost;
        if (!address.IsDefaultPort)
            Host = string.Create(CultureInfo.InvariantCulture, $"{Host}:{address.Port}");
        HostHeader = Encoding.ASCII.GetBytes($"Host: {Host}\r\n");
    }

    /// <summary>Gets whether connections use TLS.</summary>
    public bool IsSecure { get; }

    /// <summary>The host and port.</summary>
    public DnsEndPoint EndPoint { get; }

    /// <summary>The host, and the port if it isn't the default of the scheme.</summary>
    public string Host { get; }

    /// <summary>The line of the <c>Host</c> header.</summary>
    public byte[] HostHeader { get; }

    /// <returns>The origin of an address; null if its scheme is neither http nor https.</returns>
    public static UpstreamOrigin? Of(Uri address)
        => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps ? new UpstreamOrigin(address) : null;

    public bool Equals(UpstreamOrigin? other)
        => other is not null && IsSecure == other.IsSecure && EndPoint.Port == other.EndPoint.Port
            && string.Equals(EndPoint.Host, other.EndPoint.Host, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode()
        => HashCode.Combine(IsSecure, EndPoint.Port, EndPoint.Host.GetHashCode(StringComparison.OrdinalIgnoreCase));

    public override string ToString() => (IsSecure ? "https://" : "http://") + Host;
}
