using System.Globalization;

namespace GatewayKit.Benchmarks.Changes;

/// <summary>The size of the configuration whose change is measured.</summary>
/// <param name="Routes">The number of routes.</param>
/// <param name="Hosts">The number of hosts that the routes are for, in turns; 0 for routes of any host. With a host for each route, a
/// route matches all paths of its host.</param>
/// <param name="Plugins">The number of plugins of each route: 2 or 0.</param>
/// <param name="Consumers">The number of consumers, each with a key and a group.</param>
/// <param name="Format"><c>yaml</c>, <c>json</c> or <c>json-line</c>: JSON without line breaks.</param>
/// <param name="Rounds">How often each change is made.</param>
internal sealed record ChangeOptions(int Routes, int Hosts, int Plugins, int Consumers, string Format, int Rounds)
{
    public const string Usage
        = "change [--routes N] [--hosts N] [--plugins 0|2] [--consumers N] [--format yaml|json|json-line] [--rounds N]";

    private static readonly ChangeOptions s_default = new(10_000, 0, 2, 100_000, "yaml", 5);

    /// <exception cref="ArgumentException">An option is unknown, or its value is missing.</exception>
    public static ChangeOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = s_default;
        for (; arguments is [var name, var value, ..]; arguments = arguments[2..])
        {
            options = name switch
            {
                "--routes" => options with { Routes = int.Parse(value, CultureInfo.InvariantCulture) },
                "--hosts" => options with { Hosts = int.Parse(value, CultureInfo.InvariantCulture) },
                "--plugins" when value is "0" or "2" => options with { Plugins = int.Parse(value, CultureInfo.InvariantCulture) },
                "--consumers" => options with { Consumers = int.Parse(value, CultureInfo.InvariantCulture) },
                "--format" when value is "yaml" or "json" or "json-line" => options with { Format = value },
                "--rounds" => options with { Rounds = int.Clamp(int.Parse(value, CultureInfo.InvariantCulture), 1, 100) },
                _ => throw new ArgumentException($"'{name} {value}' isn't valid: {Usage}", nameof(arguments)),
            };
        }

        return arguments.IsEmpty ? options : throw new ArgumentException($"'{arguments[0]}' has no value: {Usage}", nameof(arguments));
    }
}
