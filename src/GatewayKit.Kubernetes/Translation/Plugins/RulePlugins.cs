using System.Collections.Immutable;
using GatewayKit.Configuration;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>The plugins of a rule with one of its backends.</summary>
/// <param name="Entries">The entries of <see cref="GatewayRoute.Plugins"/>, from the least specific scope.</param>
/// <param name="Problem">Why the rule must answer 500 instead: a plugin isn't usable. Null if all are.</param>
internal sealed record RulePlugins(ImmutableArray<PluginEntry> Entries, Problem? Problem)
{
    public static readonly RulePlugins None = new([], null);
}
