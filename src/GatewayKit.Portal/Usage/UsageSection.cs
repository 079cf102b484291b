namespace GatewayKit.Portal.Usage;

/// <summary>A table of usage.</summary>
/// <param name="Kind">The name of the table in a file.</param>
/// <param name="Headings">The headings of the names and of the details.</param>
/// <param name="Rows">The rows.</param>
internal sealed record UsageSection(string Kind, IReadOnlyList<string> Headings, IReadOnlyList<UsageRow> Rows)
{
    /// <summary>The maximum number of rows on a page. A file has all of them.</summary>
    public const int MaximumRows = 200;
}
