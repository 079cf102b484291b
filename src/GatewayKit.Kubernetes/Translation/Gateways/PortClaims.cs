using GatewayKit.Configuration.Listeners;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>The protocols and hosts of ports that listeners already have.</summary>
internal sealed class PortClaims
{
    private const string Protocols = "ProtocolConflict";
    private const string Hostnames = "HostnameConflict";

    private readonly Dictionary<int, (ListenerProtocol Family, HashSet<string> Hosts)> _ports = [];

    /// <summary>Returns the reason of the conflict of two listeners with the same port, or null.</summary>
    public static string? ConflictOf(ListenerDraft draft, ListenerDraft other)
        => Family(draft) != Family(other) || draft.Protocol == ListenerProtocol.Tcp ? Protocols
            : draft.Host == other.Host ? Hostnames
            : null;

    /// <summary>Returns the reason of the conflict of a listener with the claims, or null.</summary>
    public string? ConflictOf(ListenerDraft draft)
        => !_ports.TryGetValue(draft.Spec.Port, out var claim) ? null
            : claim.Family != Family(draft) || draft.Protocol == ListenerProtocol.Tcp ? Protocols
            : claim.Hosts.Contains(draft.Host ?? "") ? Hostnames
            : null;

    public void Add(ListenerDraft draft)
    {
        if (!_ports.TryGetValue(draft.Spec.Port, out var claim))
            _ports.Add(draft.Spec.Port, claim = (Family(draft), []));
        claim.Hosts.Add(draft.Host ?? "");
    }

    /// <summary>HTTPS and TLS can share a port: the server name tells their listeners apart.</summary>
    private static ListenerProtocol Family(ListenerDraft draft)
        => draft.Protocol is ListenerProtocol.Tls or null ? ListenerProtocol.Https : draft.Protocol.Value;
}
