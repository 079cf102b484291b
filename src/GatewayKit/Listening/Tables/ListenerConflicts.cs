using GatewayKit.Configuration.Listeners;

namespace GatewayKit.Listening.Tables;

/// <summary>Finds the listeners that can't share a socket. They may belong to different owners, so that they don't reject a configuration:
/// the first one in the order of names is opened.</summary>
internal static class ListenerConflicts
{
    /// <summary>Finds the listeners that aren't opened because of others.</summary>
    /// <param name="listeners">All listeners of a configuration.</param>
    /// <returns>Their names, with the reasons as the ends of sentences.</returns>
    public static IEnumerable<(string Name, string Reason)> Find(IEnumerable<KeyValuePair<string, GatewayListener>> listeners)
        => listeners
            .OrderBy(listener => listener.Key, StringComparer.Ordinal)
            .GroupBy(listener => ListenAddress.Of(listener.Value))
            .SelectMany(FindOnSocket);

    private static IEnumerable<(string Name, string Reason)> FindOnSocket(IEnumerable<KeyValuePair<string, GatewayListener>> listeners)
    {
        var hosts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var first = default(KeyValuePair<string, GatewayListener>);
        foreach (var (name, listener) in listeners)
        {
            first = first.Key is null ? new(name, listener) : first;
            var host = listener.Protocol == ListenerProtocol.Tcp ? "" : listener.Host ?? "";
            if (FamilyOf(listener.Protocol) != FamilyOf(first.Value.Protocol))
            {
                yield return (name, $"its protocol is {listener.Protocol}, but '{first.Key}' has the same address and port with "
                    + $"{first.Value.Protocol}; only Https and Tls can share a port");
            }
            else if (!hosts.TryAdd(host, name))
                yield return (name, $"it has the same address, port and host as '{hosts[host]}'");
        }
    }

    private static ListenerProtocol FamilyOf(ListenerProtocol protocol)
        => protocol == ListenerProtocol.Https ? ListenerProtocol.Tls : protocol;
}
