using System.Globalization;
using GatewayKit.Configuration;
using GatewayKit.Explaining;
using GatewayKit.Kubernetes.Explaining;

namespace GatewayKit.Cli.Commands;

/// <summary>Writes an explanation as text.</summary>
internal static class ExplainText
{
    private static readonly string[] s_plugins = ["#", "PLUGIN", "STAGE", "SCOPE", "HOOKS", "OPTIONS"];
    private static readonly string[] s_others = ["OTHER ROUTE", "PATH", "WHY NOT"];

    /// <param name="request">The request.</param>
    /// <param name="explanation">The explanation.</param>
    /// <param name="cluster">The resources behind it; null without a cluster.</param>
    public static void Write(ExplainRequest request, Explanation explanation, ClusterExplainer? cluster)
    {
        Console.WriteLine($"{request.Method} {ShownUrl.Of(request.Url)}");
        Console.WriteLine();
        foreach (var (name, value) in Facts(explanation, cluster))
            Console.WriteLine($"{name,-9} {ErrorList.OneLine(value)}");

        WriteTable(
            cluster is null ? s_plugins : [.. s_plugins, "FROM"],
            explanation.Plugins.Select((plugin, index)
                => cluster is null ? Row(plugin, index) : [.. Row(plugin, index), ClusterExplainer.SourceOf(plugin)]));
        WriteTable(s_others, explanation.Others.Select(o => new[] { o.Id, o.Path ?? "any", ExplainReason.OfOther(o, explanation.Route) }));
        ExplainChanges.Write(explanation.Changes);
    }

    private static IEnumerable<(string Name, string Value)> Facts(Explanation explanation, ClusterExplainer? cluster)
    {
        if (explanation.Refused is { } status)
            yield return ("answer", $"{status}: {explanation.Reason}");
        else if (explanation.Reason is { } reason)
            yield return ("answer", reason);
        if (explanation.Route is not { } route)
            yield break;

        yield return ("route", $"{route.Id}, path {route.Path ?? "any"}, order {route.Order}");
        if (cluster?.OwnerOf(route) is { } owner)
            yield return ("resource", owner);
        if (ExplainReason.OfWinner(explanation) is not { } why)
            yield break;

        yield return ("why", why);
        yield return ("caller", explanation.Caller is { } caller ? Describe(caller) : "unknown");
        if (explanation.RefusedBy is not null)
            yield break;

        yield return ("cluster", explanation.ClusterId ?? "none; a plugin responds");
        if (explanation.UpstreamUrl is { } url)
            yield return ("upstream", url);
    }

    private static string Describe(Consumer caller)
        => caller.Groups.Count == 0 ? caller.Name : $"{caller.Name}, in {string.Join(", ", caller.Groups)}";

    private static string[] Row(ExplainedPlugin plugin, int index) =>
    [
        (index + 1).ToString(CultureInfo.InvariantCulture),
        plugin.Id is null ? plugin.Name : $"{plugin.Name} ({plugin.Id})",
        EnumText.Of(plugin.Stage),
        $"{EnumText.Of(plugin.Scope)} {plugin.ScopeId}".TrimEnd(),
        string.Join(", ", plugin.Hooks),
        plugin.Options,
    ];

    private static void WriteTable(string[] columns, IEnumerable<string[]> rows)
    {
        if (!rows.Any())
            return;

        Console.WriteLine();
        TextTable.Write(columns, rows);
    }
}
