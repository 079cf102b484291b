using System.Collections.Immutable;
using GatewayKit.Kubernetes.Translation.Gateways;
using GatewayKit.Kubernetes.Translation.Plugins;

namespace GatewayKit.Kubernetes.Translation.Routes;

/// <summary>Listeners of a route for which its rules become the same routes of the gateway.</summary>
/// <param name="Id">The id within the route: empty for the first group without policies.</param>
/// <param name="Listeners">The names of the listeners.</param>
/// <param name="Hosts">The hosts of the route within those of the listeners; empty for any.</param>
/// <param name="Identity">The certificate of their Gateway; null for none.</param>
/// <param name="Port">Their port, if rules depend on it; otherwise 0.</param>
/// <param name="Policies">The policies of the listeners.</param>
internal sealed record RouteGroup(
    string Id, ImmutableArray<string> Listeners, ImmutableArray<string> Hosts, BackendIdentity? Identity, int Port, ListenerGroup Policies)
{
    /// <summary>Divides the listeners of a route. Most routes have one group.</summary>
    /// <param name="groups">The listeners by their policies.</param>
    /// <param name="needsPort">Whether rules depend on the port.</param>
    public static ImmutableArray<RouteGroup> Divide(ImmutableArray<ListenerGroup> groups, bool needsPort)
    {
        var divided = ImmutableArray.CreateBuilder<RouteGroup>();
        foreach (var group in groups)
        {
            var parts = new List<(RouteAttachment First, List<string> Listeners)>();
            foreach (var attachment in group.Attachments)
            {
                var listeners = parts.Find(part => AreSame(part.First, attachment, needsPort)).Listeners;
                if (listeners is null)
                    parts.Add((attachment, listeners = []));
                listeners.Add(attachment.Listener.Name);
            }

            foreach (var (first, listeners) in parts)
            {
                divided.Add(new RouteGroup(
                    ReferenceEquals(first, parts[0].First) ? group.Id : first.Listener.Name,
                    [.. listeners], first.Hosts, first.Listener.Identity, needsPort ? first.Listener.Port : 0, group));
            }
        }

        return divided.DrainToImmutable();
    }

    private static bool AreSame(RouteAttachment a, RouteAttachment b, bool needsPort)
        => a.Hosts.AsSpan().SequenceEqual(b.Hosts.AsSpan())
            && a.Listener.Identity == b.Listener.Identity
            && (!needsPort || a.Listener.Port == b.Listener.Port);
}
