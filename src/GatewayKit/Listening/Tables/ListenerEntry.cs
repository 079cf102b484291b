using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration.Listeners;

namespace GatewayKit.Listening.Tables;

/// <summary>A listener with its certificates and routes.</summary>
/// <param name="name">The name.</param>
/// <param name="listener">The listener.</param>
/// <param name="streams">Its routes of streams; those for HTTP are in the routing table.</param>
internal sealed class ListenerEntry(string name, GatewayListener listener, HostTable<StreamEntry> streams)
{
    public string Name => name;

    public GatewayListener Listener => listener;

    public HostTable<StreamEntry> Streams => streams;

    /// <summary>Gets whether its connections are for HTTP.</summary>
    public bool IsForHttp => listener.Protocol is ListenerProtocol.Http or ListenerProtocol.Https;

    /// <summary>Gets whether its connections are forwarded without ending TLS.</summary>
    public bool IsPassthrough => listener.Tls?.IsPassthrough == true;

    /// <summary>Returns whether two versions of the listener ask clients for the same certificates: if not, the handshake of one doesn't
    /// count for the other.</summary>
    public bool AsksSame(ListenerEntry other)
    {
        var (one, two) = (listener.Tls?.ClientCertificates, other.Listener.Tls?.ClientCertificates);
        return ReferenceEquals(one, two)
            || (one is not null && two is not null && one.IsOptional == two.IsOptional && AreSame(one.Authorities, two.Authorities));
    }

    /// <summary>Gets the certificates; null if TLS doesn't end here.</summary>
    public ListenerCertificates? Certificates { get; } =
        ListenerCertificates.HasAny(listener.Tls) ? new(listener.Tls!) : null;

    private static bool AreSame(ImmutableArray<X509Certificate2> one, ImmutableArray<X509Certificate2> two)
    {
        if (one.IsDefault || two.IsDefault || one.Length != two.Length)
            return one.IsDefault && two.IsDefault;

        for (var i = 0; i < one.Length; i++)
        {
            if (!ReferenceEquals(one[i], two[i]) && !one[i].RawDataMemory.Span.SequenceEqual(two[i].RawDataMemory.Span))
                return false;
        }

        return true;
    }
}
