using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Translation.Plugins;

/// <summary>The plugins that apply at one level, such as a Gateway or a rule. Kept as the same object while they are the same.</summary>
/// <param name="Plugins">The plugins in their order.</param>
/// <param name="Problem">Why the level can't serve: a plugin isn't usable. Null if all are.</param>
/// <param name="Conflicts">The policies that lost a plugin to an older policy at the level.</param>
internal sealed record LevelPlugins(
    ImmutableArray<LevelPlugin> Plugins, Problem? Problem, ImmutableArray<PolicyConflict> Conflicts)
{
    public static readonly LevelPlugins None = new([], null, []);

    public bool IsEmpty => Plugins.IsEmpty && Problem is null;

    /// <summary>Returns whether both consist of the same objects.</summary>
    public static bool AreSame(LevelPlugins before, LevelPlugins now)
        => Equals(before.Problem, now.Problem)
            && before.Plugins.AsSpan().SequenceEqual(now.Plugins.AsSpan())
            && before.Conflicts.AsSpan().SequenceEqual(now.Conflicts.AsSpan());
}
