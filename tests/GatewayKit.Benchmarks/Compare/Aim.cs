using GatewayKit.Benchmarks.Roles;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>A ratio that a variant should reach.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Variant">The variant.</param>
/// <param name="Limit">The maximum.</param>
internal sealed record Aim(string Scenario, string Variant, double Limit)
{
    public static IReadOnlyList<Aim> All { get; } =
    [
        new("small", Role.Empty, 0.65),
        new("small", Role.FivePlugins, 0.75),
        new("small", Variants.TwelvePlugins, 0.80),
        new("small", Variants.FivePluginsIsolated, 0.75),
        new("small", Variants.TwelvePluginsIsolated, 0.80),
        new("small", Role.FivePlugins, 1.0) { IsP99 = true },
        new("download-64k", Role.FivePlugins, 0.9),
        new("upload-64k", Role.FivePlugins, 0.9),
        new("h2", Role.FivePlugins, 1.0),
        new("small", Role.FivePlugins, 1.6) { Base = Variants.Nginx },
    ];

    /// <summary>The proxy that the ratio is to.</summary>
    public string Base { get; init; } = Role.Yarp;

    /// <summary>Whether it is the ratio of the 99th percentile at the fixed rate instead of CPU.</summary>
    public bool IsP99 { get; init; }

    public string Description => $"{Scenario}: {Variant}, {(IsP99 ? "p99" : "CPU")} to {Base}";

    /// <summary>Returns the ratio of a run; null if it wasn't measured.</summary>
    public double? Of(IEnumerable<ScenarioResult> results)
    {
        var samples = results.FirstOrDefault(result => result.Scenario.Name == Scenario)?.Samples;
        return samples?.GetValueOrDefault(Variant) is not { } own || samples.GetValueOrDefault(Base) is not { } other ? null
            : IsP99 ? Comparison.Ratio(own, other, sample => sample.P99)?.Median
            : Comparison.CpuRatio(own, other);
    }
}
