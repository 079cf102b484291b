using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Edge;
using GatewayKit.Listening.Tables;

namespace GatewayKit.Explaining;

/// <summary>The listeners that a URL may belong to: those with its scheme and port. If none has the port, those with its scheme: behind
/// a load balancer, clients see other ports.</summary>
internal sealed class ExplainedListeners : IListenerFeature
{
    private readonly HostTable<string> _names;

    private ExplainedListeners(HostTable<string> names) => _names = names;

    public string? Handshake => null;

    /// <param name="config">The configuration.</param>
    /// <param name="url">The URL.</param>
    /// <param name="host">The host of the request.</param>
    /// <returns>Null if no listener has the scheme and a matching host: the URL is one of the host's own addresses.</returns>
    public static ExplainedListeners? Of(GatewayConfig config, Uri url, string host)
    {
        var protocol = url.Scheme == Uri.UriSchemeHttps ? ListenerProtocol.Https : ListenerProtocol.Http;
        var all = config.Listeners.Where(listener => listener.Value.Protocol == protocol)
            .OrderBy(listener => listener.Key, StringComparer.Ordinal).ToArray();
        var ofPort = Array.FindAll(all, listener => listener.Value.Port == url.Port);
        var found = new ExplainedListeners(new HostTable<string>(
            (ofPort.Length > 0 ? ofPort : all).Select(listener => (listener.Value.Host, listener.Key))));
        return found.Find(host) is null ? null : found;
    }

    public string? Find(ReadOnlySpan<char> host) => _names.Find(host);

    public bool IsSelected(ReadOnlySpan<char> host) => true;
}
