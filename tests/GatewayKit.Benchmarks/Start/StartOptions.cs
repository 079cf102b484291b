using System.Globalization;

namespace GatewayKit.Benchmarks.Start;

/// <summary>The tool whose start is measured.</summary>
/// <param name="Tool">The built tool: <c>GatewayKit.Cli</c>, or <c>GatewayKit.Cli.dll</c>.</param>
/// <param name="Runs">How often each command is started.</param>
/// <param name="Routes">The number of routes of the gateway, each with five plugins.</param>
/// <param name="IdleSeconds">How long the last process of each command is idle before its memory is read.</param>
internal sealed record StartOptions(string Tool, int Runs, int Routes, double IdleSeconds)
{
    public const string Usage = "start --tool PATH [--runs N] [--routes N] [--idle SECONDS]";

    private static readonly StartOptions s_default = new("", 10, 10, 8);

    /// <exception cref="ArgumentException">An option is unknown, or its value is missing.</exception>
    public static StartOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = s_default;
        for (; arguments is [var name, var value, ..]; arguments = arguments[2..])
        {
            options = name switch
            {
                "--tool" => options with { Tool = Path.GetFullPath(value) },
                "--runs" => options with { Runs = int.Clamp(int.Parse(value, CultureInfo.InvariantCulture), 1, 1000) },
                "--routes" => options with { Routes = int.Clamp(int.Parse(value, CultureInfo.InvariantCulture), 1, 100_000) },
                "--idle" => options with { IdleSeconds = double.Clamp(double.Parse(value, CultureInfo.InvariantCulture), 0, 60) },
                _ => throw new ArgumentException($"'{name}' isn't an option: {Usage}", nameof(arguments)),
            };
        }

        return !arguments.IsEmpty ? throw new ArgumentException($"'{arguments[0]}' has no value: {Usage}", nameof(arguments))
            : !File.Exists(options.Tool) ? throw new ArgumentException($"The tool is missing: {Usage}", nameof(arguments))
            : options;
    }
}
