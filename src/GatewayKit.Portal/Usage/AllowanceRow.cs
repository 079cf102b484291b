namespace GatewayKit.Portal.Usage;

/// <summary>A limit of an application, as the page shows it.</summary>
/// <param name="Name">The plans that have the limit.</param>
/// <param name="Value">The limit; null if it can't be read now.</param>
internal sealed record AllowanceRow(string Name, Allowance? Value)
{
    /// <summary>The time at which the whole limit is available again; null if it isn't known.</summary>
    public DateTimeOffset? Renewed { get; init; }
}
