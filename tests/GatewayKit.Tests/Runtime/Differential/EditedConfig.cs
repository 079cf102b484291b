using System.Collections.Immutable;

namespace GatewayKit.Tests.Runtime.Differential;

/// <summary>A configuration in two files.</summary>
internal sealed record EditedConfig
{
    /// <summary>The variable that both files may use.</summary>
    public const string Variable = "GATEWAYKIT_DIFFERENTIAL";

    public string Value { get; init; } = "v";

    public string Shared { get; init; } = "shared";

    public string Top { get; init; } = "";

    public bool IsBlock { get; init; }

    public ImmutableList<EditedEntry> Global { get; init; } = [];

    public ImmutableList<EditedEntry> GlobalOfMore { get; init; } = [];

    public ImmutableList<EditedRoute> Routes { get; init; } = [];

    public ImmutableList<EditedRoute> RoutesOfMore { get; init; } = [];

    public ImmutableSortedDictionary<string, (string Address, ImmutableList<EditedEntry> Entries)> Clusters { get; init; } =
        ImmutableSortedDictionary<string, (string, ImmutableList<EditedEntry>)>.Empty;

    public ImmutableSortedDictionary<string, ImmutableList<EditedEntry>> Groups { get; init; } =
        ImmutableSortedDictionary<string, ImmutableList<EditedEntry>>.Empty;

    public ImmutableList<EditedConsumer> Consumers { get; init; } = [];

    public string Main(Uri upstream) => $$"""
        x-shared: &shared { label: {{Shared}} }
        {{Top}}
        plugins: {{EditedEntry.List(Global)}}
        routes:
          vault: { clusterId: up, order: -10, match: { path: '/vault/{**rest}' }, plugins: [ { name: key, options: { label: vault } } ] }
        {{string.Concat(Routes.Select(route => route.ToYaml(IsBlock)))}}
        clusters:
        {{string.Concat(Clusters.Select(cluster => $"  {cluster.Key}: {{ destinations: {{ one: {{ address: '{upstream}{cluster.Value.Address}' }} }}, plugins: {EditedEntry.List(cluster.Value.Entries)} }}\n"))}}
        groups:
        {{string.Concat(Groups.Select(group => $"  {group.Key}: {{ plugins: {EditedEntry.List(group.Value)} }}\n"))}}
        """;

    public string More() => $$"""
        x-shared: &shared { label: {{Shared}} }
        plugins: {{EditedEntry.List(GlobalOfMore)}}
        routes: {{(RoutesOfMore.IsEmpty ? "{}" : "")}}
        {{string.Concat(RoutesOfMore.Select(route => route.ToYaml(IsBlock)))}}
        consumers: {{(Consumers.IsEmpty ? "{}" : "")}}
        {{string.Concat(Consumers.Select(consumer => consumer.ToYaml()))}}
        """;
}
