using System.Globalization;

namespace GatewayKit.Benchmarks.Usages;

/// <summary>The usage statistics that are measured.</summary>
/// <param name="Routes">The number of routes.</param>
/// <param name="Consumers">The number of consumers of each route.</param>
/// <param name="Writes">The number of writes, each with all of them, before they are added to their hour.</param>
/// <param name="Rounds">How often that is repeated.</param>
/// <param name="Store">A file of SQLite, or a connection string of PostgreSQL; null for a temporary file.</param>
internal sealed record UsageOptions(int Routes, int Consumers, int Writes, int Rounds, string? Store)
{
    public const string Usage = "statistics [--routes N] [--consumers N] [--writes N] [--rounds N] [--store FILE|CONNECTION]";

    private static readonly UsageOptions s_default = new(5_000, 20, 10, 2, null);

    /// <exception cref="ArgumentException">An option is unknown, or its value is missing.</exception>
    public static UsageOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = s_default;
        for (; arguments is [var name, var value, ..]; arguments = arguments[2..])
        {
            options = name switch
            {
                "--routes" => options with { Routes = NumberOf(value) },
                "--consumers" => options with { Consumers = NumberOf(value) },
                "--writes" => options with { Writes = NumberOf(value) },
                "--rounds" => options with { Rounds = NumberOf(value) },
                "--store" => options with { Store = value },
                _ => throw new ArgumentException($"'{name}' isn't an option: {Usage}", nameof(arguments)),
            };
        }

        return arguments.IsEmpty ? options : throw new ArgumentException($"'{arguments[0]}' has no value: {Usage}", nameof(arguments));
    }

    private static int NumberOf(string text) => int.Clamp(int.Parse(text, CultureInfo.InvariantCulture), 1, 100_000);
}
