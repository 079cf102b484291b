using System.Text.RegularExpressions;

namespace GatewayKit.Cli.Logging;

/// <summary>Replaces the queries of URLs in log messages, because they may contain keys.</summary>
internal static class QueryRedaction
{
    // The time is linear in the text's length. An optional parameter of a route, '/{id?}', isn't a query.
    private static readonly Regex s_query =
        new(@"((?:https?://|/)[^\s?""'<>{}]*)\?[^\s""'<>}]+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static string Redact(string text) => text.Contains('?', StringComparison.Ordinal) ? s_query.Replace(text, "$1?*") : text;
}
