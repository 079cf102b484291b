using GatewayKit.Configuration.Listeners;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>Finds HTTPS listeners on a port whose hosts overlap: a client can reuse a connection of one of them for the other.</summary>
internal static class TlsOverlaps
{
    private static readonly Problem s_overlap = new(
        "OverlappingHostnames",
        "The hostname overlaps with that of another listener on the port. Requests on a connection of the other one get the status 421.");

    public static void Mark(IEnumerable<ListenerDraft> drafts)
    {
        var https = drafts.Where(draft => draft.Protocol == ListenerProtocol.Https && draft.IsUsable);
        foreach (var port in https.GroupBy(draft => draft.Spec.Port))
        {
            var byHost = port.ToLookup(draft => draft.Host ?? "");
            foreach (var draft in port)
            {
                foreach (var wider in Wider(draft.Host).SelectMany(host => byHost[host]))
                    wider.Overlap = draft.Overlap = s_overlap;
            }
        }
    }

    /// <summary>Returns the patterns that contain a host, other than itself.</summary>
    private static IEnumerable<string> Wider(string? host)
    {
        if (host is null)
            yield break;
        var first = host.StartsWith("*.", StringComparison.Ordinal) ? 2 : 0;
        for (var dot = host.IndexOf('.', first); dot >= 0; dot = host.IndexOf('.', dot + 1))
            yield return "*" + host[dot..];
        yield return "";
    }
}
