namespace GatewayKit.Portal.Usage;

/// <summary>An order of the rows of a table.</summary>
/// <param name="Name">The name in addresses.</param>
/// <param name="Title">The title of the link.</param>
/// <param name="Value">The value that is compared, the highest first.</param>
internal sealed record UsageOrder(string Name, string Title, Func<UsageRow, IComparable?> Value)
{
    public static UsageOrder ByRequests { get; } = new("requests", "Requests", row => row.Count);

    public static IReadOnlyList<UsageOrder> All { get; } =
    [
        ByRequests,
        new("client-errors", "Client errors", row => row.ClientErrors),
        new("server-errors", "Server errors", row => row.ServerErrors),
        new("median", "Median", row => row.Median),
        new("slow", "95th percentile", row => row.Slow),
        new("last", "Last call", row => row.Last),
    ];

    /// <summary>Returns the order that an address names; by requests for any other text.</summary>
    public static UsageOrder Of(string name) => All.FirstOrDefault(order => order.Name == name) ?? ByRequests;

    /// <summary>Returns the rows in this order, and equal ones by name.</summary>
    public List<UsageRow> Sort(IEnumerable<UsageRow> rows)
        => [.. rows.OrderByDescending(Value).ThenBy(row => row.Name, StringComparer.Ordinal)];
}
