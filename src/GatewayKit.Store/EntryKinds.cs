using System.Collections.Immutable;

namespace GatewayKit.Store;

/// <summary>The kinds of entries: the sections of a configuration, and its settings.</summary>
public static class EntryKinds
{
    /// <summary>The routes, by their ids.</summary>
    public const string Routes = "routes";

    /// <summary>The clusters, by their ids.</summary>
    public const string Clusters = "clusters";

    /// <summary>The groups of consumers, by their names.</summary>
    public const string Groups = "groups";

    /// <summary>The consumers, by their names.</summary>
    public const string Consumers = "consumers";

    /// <summary>The plugins of every route, by name, or <c>name:id</c> for one of several instances.</summary>
    public const string Plugins = "plugins";

    /// <summary>The bodies that replace problem documents, by status.</summary>
    public const string Problems = "problems";

    /// <summary>The keys of a configuration that have one value: <c>paths</c>, <c>trustedProxies</c>, <c>shutdown</c> and
    /// <c>tls</c>.</summary>
    public const string Settings = "settings";

    /// <summary>Gets all kinds.</summary>
    public static ImmutableArray<string> All { get; } = [Plugins, Routes, Clusters, Groups, Consumers, Problems, Settings];

    internal static ImmutableArray<string> SettingIds { get; } = ["paths", "trustedProxies", "shutdown", "tls", "portal"];
}
