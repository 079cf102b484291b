using System.Collections.Immutable;
using System.Globalization;
using GatewayKit.Compilation;
using GatewayKit.Configuration;

namespace GatewayKit.Runtime;

/// <summary>Describes a configuration in one line, with the differences from the previous one.</summary>
internal static class ConfigSummary
{
    /// <returns>A line such as <c>3 routes (+1, ~2), 2 clusters, 1 consumer, 8 plugins loaded (-1)</c>: added, changed, removed.</returns>
    public static string Of(GatewaySnapshot now, GatewaySnapshot? before)
    {
        var (config, old) = (now.Config, before?.Config);
        return string.Join(", ",
            DescribeRoutes(now.Routes.Composed, before?.Routes.Composed),
            Describe("cluster", config.Clusters, old?.Clusters, ConfigContent.IsSame),
            Describe("consumer", config.Consumers, old?.Consumers, ConfigContent.IsSame),
            Describe("plugin", Plugins(now), before is null ? null : Plugins(before), ReferenceEquals, " loaded"))
            + (config.Listeners.IsEmpty && old?.Listeners.IsEmpty != false ? "" : ", "
                + Describe("listener", config.Listeners, old?.Listeners, static (one, other) => one == other));
    }

    private static ImmutableDictionary<string, object> Plugins(GatewaySnapshot snapshot)
        => snapshot.Catalog.LoadedPlugins.ToImmutableDictionary(
            plugin => plugin.Name, object (plugin) => plugin.Module, StringComparer.OrdinalIgnoreCase);

    /// <summary>Unchanged routes are the same objects, so that only the others are compared by content.</summary>
    private static string DescribeRoutes(ComposedRoutes now, ComposedRoutes? before)
    {
        var count = Count("route", now.Count);
        if (before is null || ReferenceEquals(now, before))
            return count;

        var (added, changed, kept) = (0, 0, 0);
        var isSameNumbering = now.HasNumbersOf(before);
        for (var i = 0; i < now.ByNumber.Length; i++)
        {
            if (now.ByNumber[i] is not { } route)
                continue;
            if (isSameNumbering && i < before.ByNumber.Length && ReferenceEquals(before.ByNumber[i], route))
                kept++;
            else if (before.Find(route.Id) is not { } other)
                added++;
            else if (ConfigContent.IsSame(route.Source, other.Source))
                kept++;
            else
                changed++;
        }

        return Describe(count, added, changed, before.Count - changed - kept);
    }

    private static string Describe<T>(
        string noun, ImmutableDictionary<string, T> now,
        ImmutableDictionary<string, T>? before, Func<T, T, bool> isSame, string suffix = "")
    {
        var count = Count(noun, now.Count) + suffix;
        if (before is null || ReferenceEquals(now, before))
            return count;

        var (added, changed, kept) = (0, 0, 0);
        foreach (var (key, value) in now)
        {
            if (!before.TryGetValue(key, out var other))
                added++;
            else if (isSame(value, other))
                kept++;
            else
                changed++;
        }

        return Describe(count, added, changed, before.Count - changed - kept);
    }

    private static string Count(string noun, int count)
        => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Describe(string count, int added, int changed, int removed)
    {
        (char Sign, int Count)[] changes = [('+', added), ('~', changed), ('-', removed)];
        var parts = string.Join(", ", changes
            .Where(change => change.Count > 0)
            .Select(change => string.Create(CultureInfo.InvariantCulture, $"{change.Sign}{change.Count}")));
        return parts.Length == 0 ? count : $"{count} ({parts})";
    }
}
