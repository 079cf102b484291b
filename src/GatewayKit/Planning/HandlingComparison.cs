using GatewayKit.Compilation;
using GatewayKit.Configuration;

namespace GatewayKit.Planning;

/// <summary>Compares two handlings of a request.</summary>
internal static class HandlingComparison
{
    private const string None = "none";

    /// <summary>Returns the differences, the worst first.</summary>
    public static IReadOnlyList<PlannedDifference> Compare(Handling before, Handling after)
        => [.. Differences(before, after).OrderBy(difference => difference.Kind)];

    private static IEnumerable<PlannedDifference> Differences(Handling before, Handling after)
    {
        if (before.IsBeforeRouting || after.IsBeforeRouting)
        {
            if (before.Refused != after.Refused)
                yield return new(ChangeKind.Refusal, $"{Describe(before)} -> {Describe(after)}");
            yield break;
        }

        // The client gets the same status, and no plugin of a route sees the request.
        if (before.IsRefusedByGateway && after.IsRefusedByGateway && before.Refused == after.Refused)
        {
            foreach (var difference in OfPlugins(before, after))
                yield return difference;
            yield break;
        }

        if (FindLoss(before, after) is { } loss)
            yield return new(ChangeKind.Protected, loss);

        if (before.RouteName is not null && after.RouteName is null && !before.IsRefusedByEdge)
        {
            yield return new(ChangeKind.NoRoute, $"{after.Refused}: {after.Reason}");
            yield break;
        }

        if (before.Refused != after.Refused || NameOf(before.Refuser) != NameOf(after.Refuser))
            yield return new(ChangeKind.Refusal, $"{Describe(before)} -> {Describe(after)}");
        if (!SameId(before.RouteName, after.RouteName))
            yield return new(ChangeKind.Route, $"{before.RouteName ?? None} -> {after.RouteName ?? None}");
        if (before.Groups is { } groups && after.Groups is { } others && groups != others)
            yield return new(ChangeKind.Caller, $"groups of the consumer: {TextOf(groups)} -> {TextOf(others)}");

        if (before.IsRefusedByEdge || after.IsRefusedByEdge)
            yield break;
        foreach (var difference in OfPlugins(before, after))
            yield return difference;

        if (before is { IsInMaintenance: true } && after is { IsInMaintenance: true }
            && before.Route!.Source.Maintenance != after.Route!.Source.Maintenance)
            yield return new(ChangeKind.Settings, "route: maintenance");
        if (before is not { Refused: null, Route: { } old } || after is not { Refused: null, Route: { } now })
            yield break;
        if (!SameId(before.ClusterId, after.ClusterId))
            yield return new(ChangeKind.Cluster, $"{before.ClusterId ?? None} -> {after.ClusterId ?? None}");
        foreach (var name in SettingsComparison.Compare(old, now).Concat(SettingsComparison.CompareNamed(before, after)))
        {
            var isProtection = name == SettingsComparison.AuthorizationPolicy && Protection.IsPolicy(old.Source.Route.AuthorizationPolicy);
            yield return new(isProtection ? ChangeKind.ProtectionOptions : ChangeKind.Settings, name);
        }
    }

    /// <summary>Describes the protection that is missing for a request that isn't rejected.</summary>
    private static string? FindLoss(Handling before, Handling after)
    {
        if (before.Route is null || after.Refused is not null)
            return null;

        // Another plugin doesn't replace one: the credentials, rules or networks can be any others.
        string[] gone = [.. PluginComparison.Except(NeededBy(before, after), NamesOf(after))];
        if (gone.Length > 0)
            return gone.Length == 1 ? $"{gone[0]} no longer runs" : $"{string.Join(", ", gone)} no longer run";

        if (!before.Protection.IsMoreThan(after.Protection))
            return null;

        return Array.Find(after.Plugins, entry => entry.Type.AcceptsEveryCaller) is { } open
            ? $"{PluginComparison.NameOf(open)} accepts every caller"
            : after.Route is null ? $"an endpoint of the host answers: {after.RouteName}"
            : "fewer checks of access are required (authentication, authorizationPolicy)";
    }

    private static string[] NamesOf(Handling handling)
        => [.. handling.Plugins.Where(entry => Protection.IsBy(entry) && !entry.Type.AcceptsEveryCaller).Select(entry => entry.Name)];

    /// <summary>Returns the names of the protecting plugins that have to stay. With <c>authentication: any</c>, fewer of the same
    /// authentication plugins accept fewer callers; with one that accepts every caller, the others don't protect.</summary>
    private static string[] NeededBy(Handling before, Handling after)
    {
        string[] old = [.. before.Plugins.Where(IsAuthentication).Select(entry => entry.Name)];
        string[] now = [.. after.Plugins.Where(IsAuthentication).Select(entry => entry.Name)];
        var areFewer = before.Route!.Authentication == AuthenticationMode.Any && now.Length > 0
            && Array.TrueForAll(now, name => old.Contains(name, StringComparer.Ordinal));
        return areFewer || Array.Exists(before.Plugins, entry => entry.Type.AcceptsEveryCaller)
            ? [.. NamesOf(before).Except(old)]
            : NamesOf(before);
    }

    private static bool IsAuthentication(PipelineEntry entry) => entry.Authentication is not null;

    private static IEnumerable<PlannedDifference> OfPlugins(Handling before, Handling after)
    {
        // Only if both are rejected, the plugins behind the rejection have no effect.
        var areBothRefused = before.Refused is not null && after.Refused is not null;
        var (old, now) = areBothRefused
            ? (before.Plugins[..before.Reached], after.Plugins[..after.Reached])
            : (before.Plugins, after.Plugins);
        if ((before.Route is null) != (after.Route is null))
            yield break;

        if (PluginComparison.Compare(old, now) is { } plugins)
            yield return new(ChangeKind.Plugins, plugins);
        foreach (var options in PluginComparison.CompareOptions(old, now))
            yield return options;
    }

    private static string Describe(Handling handling) => handling.Refused is not { } status ? "continues"
        : handling.Refuser is { } plugin ? $"{status} of {plugin.Name}" : $"{status} ({handling.Reason})";

    private static string? NameOf(PipelineEntry? entry) => entry is null ? null : PluginComparison.NameOf(entry);

    private static string TextOf(string groups) => groups.Length == 0 ? None : groups;

    private static bool SameId(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
