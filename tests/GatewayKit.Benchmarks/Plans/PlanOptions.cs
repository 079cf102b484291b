using System.Globalization;

namespace GatewayKit.Benchmarks.Plans;

/// <summary>The tool whose command <c>plan</c> is measured.</summary>
/// <param name="Tool">The built tool: <c>GatewayKit.Cli</c>, or <c>GatewayKit.Cli.dll</c>.</param>
/// <param name="Runs">How often the command runs.</param>
/// <param name="Routes">The number of routes of both configurations.</param>
/// <param name="Requests">The number of recorded requests.</param>
/// <param name="Match">The last part of the path of each route. With an expression, such as <c>{id:regex(^[0-9]+$)}</c>, each request is
/// compared by itself.</param>
internal sealed record PlanOptions(string Tool, int Runs, int Routes, int Requests, string Match)
{
    public const string Usage = "plan --tool PATH [--runs N] [--routes N] [--requests N] [--match PATTERN]";

    private static readonly PlanOptions s_default = new("", 5, 1_000, 100_000, "{**rest}");

    /// <exception cref="ArgumentException">An option is unknown, or its value is missing.</exception>
    public static PlanOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = s_default;
        for (; arguments is [var name, var value, ..]; arguments = arguments[2..])
        {
            options = name switch
            {
                "--tool" => options with { Tool = Path.GetFullPath(value) },
                "--runs" => options with { Runs = int.Clamp(int.Parse(value, CultureInfo.InvariantCulture), 1, 1000) },
                "--routes" => options with { Routes = int.Clamp(int.Parse(value, CultureInfo.InvariantCulture), 10, 100_000) },
                "--requests" => options with { Requests = int.Clamp(int.Parse(value, CultureInfo.InvariantCulture), 1, 10_000_000) },
                "--match" => options with { Match = value },
                _ => throw new ArgumentException($"'{name}' isn't an option: {Usage}", nameof(arguments)),
            };
        }

        return !arguments.IsEmpty ? throw new ArgumentException($"'{arguments[0]}' has no value: {Usage}", nameof(arguments))
            : !File.Exists(options.Tool) ? throw new ArgumentException($"The tool is missing: {Usage}", nameof(arguments))
            : options;
    }
}
