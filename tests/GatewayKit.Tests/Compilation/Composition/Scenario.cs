using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Compilation.Composition;

/// <summary>
/// A random configuration: two routes, each to a cluster of its own, with the entries of every scope.
/// The consumer <c>ann</c> is in all groups in their order, <c>bob</c> in the second.
/// </summary>
internal sealed record Scenario(Entry[] Global, Entry[][] Clusters, Entry[][] Routes, Entry[][] Groups, Entry[][] Consumers)
{
    public static readonly string[] RouteNames = ["first", "second"];
    public static readonly string[] GroupNames = ["gold", "silver", "tin"];
    public static readonly string[] ConsumerNames = ["ann", "bob"];

    /// <summary>Names each entry by its list.</summary>
    public Scenario Labelled() => new(
        Label("global", Global),
        Label(["cluster-1", "cluster-2"], Clusters), Label(RouteNames, Routes), Label(GroupNames, Groups), Label(ConsumerNames, Consumers));

    public static string[] GroupsOf(string consumer) => consumer == "ann" ? GroupNames : [GroupNames[1]];

    public Entry[] GroupEntries(string group) => Array.IndexOf(GroupNames, group) is var index and >= 0 ? Groups[index] : [];

    public GatewayConfig ToConfig() => new()
    {
        Plugins = List(Global),
        Clusters = ImmutableDictionary.CreateRange(RouteNames.Select((name, i) => KeyValuePair.Create(name, new GatewayCluster
        {
            Cluster = new ClusterConfig
            {
                ClusterId = name,
                Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = "http://127.0.0.1:9" } },
            },
            Plugins = List(Clusters[i]),
        }))),
        Routes = ImmutableDictionary.CreateRange(RouteNames.Select((name, i) => KeyValuePair.Create(name, new GatewayRoute
        {
            Route = new RouteConfig { RouteId = name, ClusterId = name, Match = new RouteMatch { Path = "/" + name } },
            Plugins = List(Routes[i]),
        }))),
        Groups = ImmutableDictionary.CreateRange(
            GroupNames.Select((name, i) => KeyValuePair.Create(name, new GatewayGroup { Plugins = List(Groups[i]) }))),
        Consumers = ImmutableDictionary.CreateRange(ConsumerNames.Select((name, i) => KeyValuePair.Create(
            name, new GatewayConsumer { Groups = [.. GroupsOf(name)], Plugins = List(Consumers[i]) }))),
    };

    public override string ToString()
        => string.Join('\n', Global.Concat(Clusters.SelectMany(e => e))
            .Concat(Routes.SelectMany(e => e))
            .Concat(Groups.SelectMany(e => e))
            .Concat(Consumers.SelectMany(e => e)));

    private static Entry[][] Label(string[] names, Entry[][] lists) => [.. lists.Select((list, i) => Label(names[i], list))];

    private static Entry[] Label(string name, Entry[] list) => [.. list.Select((entry, i) => entry with { Label = $"{name}{i}" })];

    private static ImmutableArray<PluginEntry> List(Entry[] entries) => [.. entries.Select(e => new PluginEntry
    {
        Name = e.Plugin,
        Id = e.Id,
        Stage = e.Stage,
        Enabled = e.Enabled,
        OnError = e.Continues ? PluginErrorPolicy.Continue : PluginErrorPolicy.Reject,
        Options = ConfigNode.FromValue(new JournalOptions { Label = e.Label, Answers = e.Answers }),
    })];
}
