using GatewayKit.Planning;

namespace GatewayKit.Cli.Commands;

/// <summary>The kinds of changes by name.</summary>
internal static class PlanKinds
{
    private static readonly Dictionary<string, ChangeKind> s_byName =
        Enum.GetValues<ChangeKind>().ToDictionary(kind => EnumText.Of(kind), StringComparer.OrdinalIgnoreCase);

    /// <summary>The names, the worst first.</summary>
    public static IEnumerable<string> All => Enum.GetValues<ChangeKind>().Select(kind => EnumText.Of(kind));

    public static ChangeKind? Find(string name) => s_byName.TryGetValue(name, out var kind) ? kind : null;

    public static string[] Split(string names) => names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static IReadOnlyList<ChangeKind> Parse(IEnumerable<string> names)
        => [.. names.SelectMany(Split).Select(Find).OfType<ChangeKind>()];

    /// <summary>Returns whether a report has changes of some kinds. Settings of the gateway as a whole are settings, too.</summary>
    /// <param name="report">The report.</param>
    /// <param name="kinds">The kinds; empty for all.</param>
    public static bool IsAny(PlanReport report, IReadOnlyList<ChangeKind> kinds)
        => kinds.Count == 0
            ? !report.IsUnchanged
            : kinds.Any(report.Kinds.Contains) || (report.OtherSettings.Count > 0 && kinds.Contains(ChangeKind.Settings));
}
