using System.ComponentModel.DataAnnotations;

namespace CustomPlugin;

/// <summary>The options of <c>server-timing</c>.</summary>
public sealed record ServerTimingOptions
{
    /// <summary>The name of the metric: letters, digits, <c>-</c> and <c>_</c>. Default: <c>gateway</c>.</summary>
    [RegularExpression("[A-Za-z0-9_-]{1,40}")]
    public string Metric { get; init; } = "gateway";

    /// <summary>The number of decimals of the duration in milliseconds, 0 to 3. Default: 1.</summary>
    [Range(0, 3)]
    public int Decimals { get; init; } = 1;
}
