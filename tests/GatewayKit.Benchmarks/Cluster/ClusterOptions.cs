using System.Globalization;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>The settings of a measurement with a cluster.</summary>
/// <param name="Changes">The number of changes of routes under load; with <paramref name="Rollouts"/> 0, nothing is measured under
/// load if this is 0.</param>
/// <param name="Rollouts">The number of rolling replacements of the pods of a Service under load.</param>
/// <param name="Routes">The number of routes of the large cluster; 0 to omit it.</param>
/// <param name="LargeChanges">The number of changes of single routes of the large cluster.</param>
/// <param name="Rate">The load in requests a second.</param>
/// <param name="Grace">The time between the moment at which an endpoint is terminating and the one at which its pod stops.</param>
/// <param name="Tool">The built tool <c>gatewaykit</c>, which serves the large cluster; null for a host of this program.</param>
/// <param name="Definitions">A folder with the definitions of the Gateway API; null for definitions that accept every field.</param>
internal sealed record ClusterOptions(
    int Changes, int Rollouts, int Routes, int LargeChanges, int Rate, TimeSpan Grace, string? Tool, string? Definitions)
{
    public const string Usage = "kubernetes [--changes N] [--rollouts N] [--routes N] [--large-changes N] [--rate N] [--grace MS] "
        + "[--tool PATH] [--definitions FOLDER]";

    private static readonly ClusterOptions s_default = new(500, 50, 5000, 100, 500, TimeSpan.FromMilliseconds(250), null, null);

    /// <exception cref="ArgumentException">An option is unknown, or its value is missing.</exception>
    public static ClusterOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = s_default;
        for (; arguments is [var name, var value, ..]; arguments = arguments[2..])
        {
            options = name switch
            {
                "--changes" => options with { Changes = Number(value) },
                "--rollouts" => options with { Rollouts = Number(value) },
                "--routes" => options with { Routes = Number(value) },
                "--large-changes" => options with { LargeChanges = Number(value) },
                "--rate" => options with { Rate = int.Max(Number(value), 20) },
                "--grace" => options with { Grace = TimeSpan.FromMilliseconds(Number(value)) },
                "--tool" => options with { Tool = value },
                "--definitions" => options with { Definitions = value },
                _ => throw new ArgumentException($"'{name} {value}' isn't valid: {Usage}", nameof(arguments)),
            };
        }

        return arguments.IsEmpty ? options : throw new ArgumentException($"'{arguments[0]}' has no value: {Usage}", nameof(arguments));
    }

    private static int Number(string value) => int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
}
