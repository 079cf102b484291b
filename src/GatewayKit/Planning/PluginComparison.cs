using GatewayKit.Compilation;
using GatewayKit.Configuration.Scalars;
using GatewayKit.Explaining;

namespace GatewayKit.Planning;

/// <summary>Compares the plugins of two pipelines, and their options.</summary>
internal static class PluginComparison
{
    public static string NameOf(PipelineEntry entry) => entry.Placement.Id is { } id ? $"{entry.Name} ({id})" : entry.Name;

    /// <summary>Returns the names without those that another list has, each as often as it is there.</summary>
    public static IEnumerable<string> Except(string[] names, string[] others)
    {
        var rest = others.ToList();
        return names.Where(name => !rest.Remove(name));
    }

    /// <summary>Describes the plugins that only one of the pipelines has; null if they have the same in the same order.</summary>
    public static string? Compare(IReadOnlyList<PipelineEntry> before, IReadOnlyList<PipelineEntry> after)
    {
        string[] old = [.. before.Select(NameOf)];
        string[] now = [.. after.Select(NameOf)];
        if (old.SequenceEqual(now, StringComparer.Ordinal))
            return null;

        string[] changes = [.. Except(old, now).Select(name => $"- {name}"), .. Except(now, old).Select(name => $"+ {name}")];
        return changes.Length > 0 ? string.Join(", ", changes) : $"order: {string.Join(", ", now)}";
    }

    /// <summary>Describes the differences of the options of plugins that both pipelines have.</summary>
    public static IEnumerable<PlannedDifference> CompareOptions(IReadOnlyList<PipelineEntry> before, IReadOnlyList<PipelineEntry> after)
    {
        var rest = after.ToList();
        foreach (var old in before)
        {
            if (rest.Find(entry => NameOf(entry) == NameOf(old)) is not { } now)
                continue;

            rest.Remove(now);
            string[] differences = [.. ScopeDifference(old, now), .. Differences(old, now)];
            if (differences.Length > 0)
                yield return new PlannedDifference(KindOf(old, now), $"{NameOf(now)}: {string.Join(", ", differences)}");
        }
    }

    /// <summary>Returns the kind of a difference. The scope alone doesn't change what a plugin does.</summary>
    private static ChangeKind KindOf(PipelineEntry old, PipelineEntry now)
        => Protection.IsBy(old) && Differences(old, now).Any() ? ChangeKind.ProtectionOptions : ChangeKind.Options;

    private static IEnumerable<string> ScopeDifference(PipelineEntry old, PipelineEntry now)
        => ScopeOf(old) == ScopeOf(now) ? [] : [$"scope {ScopeOf(old)} -> {ScopeOf(now)}"];

    private static IEnumerable<string> Differences(PipelineEntry old, PipelineEntry now)
    {
        if (old.Stage != now.Stage)
            yield return $"stage {EnumNames.Key(old.Stage.ToString())} -> {EnumNames.Key(now.Stage.ToString())}";
        if (old.Timeout != now.Timeout)
            yield return $"timeout {Duration.Format(old.Timeout)} -> {Duration.Format(now.Timeout)}";
        if (old.ContinuesOnError != now.ContinuesOnError)
            yield return $"onError {OnError(old)} -> {OnError(now)}";
        if (old.Module.Version != now.Module.Version)
            yield return $"version {old.Module.Version} -> {now.Module.Version}";
        if (OptionsContent.AreSame(old.Options, now.Options))
            yield break;

        var a = OptionsText.Each(old.Name, old.Options, old.Written).ToList();
        var b = OptionsText.Each(now.Name, now.Options, now.Written).ToList();
        var isAny = false;
        foreach (var key in a.Concat(b).Select(option => option.Key).Distinct(StringComparer.Ordinal))
        {
            var (x, y) = (TextOf(a, key), TextOf(b, key));
            if (x == y)
                continue;

            isAny = true;
            yield return $"{key} {x} -> {y}";
        }

        if (!isAny)
            yield return "a secret or the value of a variable differs";
    }

    /// <summary>Returns the scope of an entry. The ids of routes and clusters are compared by themselves.</summary>
    private static string ScopeOf(PipelineEntry entry) => entry.Placement switch
    {
        { Scope: PluginScope.Group or PluginScope.Consumer } placement
            => $"{EnumNames.Key(placement.Scope.ToString())} {placement.ScopeId}",
        var placement => EnumNames.Key(placement.Scope.ToString()),
    };

    private static string OnError(PipelineEntry entry) => entry.ContinuesOnError ? "continue" : "reject";

    private static string TextOf(List<(string Key, string Text)> options, string key)
        => options.Find(option => option.Key == key).Text ?? "none";
}
