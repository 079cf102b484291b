using GatewayKit.Configuration;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation.Gateways;

namespace GatewayKit.Kubernetes.Explaining;

/// <summary>Limits a translation to the listeners of one Gateway.</summary>
internal static class ListenerSelection
{
    private const string Ingresses = "ingress";

    /// <exception cref="InvalidOperationException">The Gateway doesn't exist, or has no listener.</exception>
    public static Translation.Translation Of(Translation.Translation translation, ClusterState state, string gateway)
    {
        var config = translation.Config;
        string[] removed = [.. config.Listeners.Keys.Where(name => GatewayOf(translation, state, name) != gateway)];
        if (removed.Length == config.Listeners.Count)
        {
            throw new InvalidOperationException($"'{gateway}' isn't a Gateway with a listener; it must be one of "
                + $"{string.Join(", ", config.Listeners.Keys.Select(name => GatewayOf(translation, state, name)).Distinct().Order())}.");
        }

        var (routes, streams) = (config.Routes.ToBuilder(), config.StreamRoutes.ToBuilder());
        ListenerRemoval.Apply(removed, routes, streams);
        return translation with
        {
            Config = config with
            {
                Listeners = config.Listeners.RemoveRange(removed),
                Routes = routes.ToImmutable(),
                StreamRoutes = streams.ToImmutable(),
            },
        };
    }

    private static string GatewayOf(Translation.Translation translation, ClusterState state, string listener)
        => translation.Owners.TryGetValue(ConfigOwner.Listener(listener), out var owner) ? owner.Kind switch
        {
            ResourceKind.ListenerSet when state.ListenerSets.GetValueOrDefault(owner.Name) is { } set
                && ListenerSets.GatewayOf(set) is { } parent => parent.ToString(),
            _ => owner.Name.ToString(),
        } : Ingresses;
}
