using GatewayKit.Configuration;

namespace GatewayKit.Planning;

/// <summary>Compares the parts of two configurations that don't belong to a route, a cluster or a plugin.</summary>
internal static class ConfigComparison
{
    /// <summary>Returns the names of settings of the gateway as a whole that differ.</summary>
    public static IEnumerable<string> SettingsOf(GatewayConfig before, GatewayConfig after)
    {
        if (!before.TrustedProxies.SequenceEqual(after.TrustedProxies))
            yield return "trustedProxies";
        if (!OptionsContent.AreSame(before.Problems, after.Problems))
            yield return "problems";
        if (!OptionsContent.AreSame(before.Shutdown, after.Shutdown))
            yield return "shutdown";
        if (!OptionsContent.AreSame(before.Tls, after.Tls))
            yield return "tls";
        if (!OptionsContent.AreSame(before.Portal, after.Portal))
            yield return "portal";
        if (!OptionsContent.AreSame(before.Listeners, after.Listeners))
            yield return "listeners";
        if (!OptionsContent.AreSame(before.StreamRoutes, after.StreamRoutes))
            yield return "streamRoutes";
    }

    /// <summary>Returns the types of the credentials that a consumer had and no longer has, or not all of them.</summary>
    public static IReadOnlyList<string> LostCredentials(GatewayConfig before, GatewayConfig after, string consumer)
    {
        if (!before.Consumers.TryGetValue(consumer, out var old) || !after.Consumers.TryGetValue(consumer, out var now))
            return [];

        return
        [
            .. old.Credentials
                .Where(type => !type.Value.All(one => now.Credentials.TryGetValue(type.Key, out var others)
                    && others.Any(other => ConfigContent.IsSame(one, other))))
                .Select(type => type.Key).Order(StringComparer.Ordinal),
        ];
    }
}
