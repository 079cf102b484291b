using System.Globalization;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>The options of a comparison.</summary>
internal sealed record CompareOptions
{
    public const string Usage = """
        compare [--quick] [--scenarios NAME,NAME] [--variants NAME,NAME] [--rounds N] [--seconds S] [--warm-up S] [--processes N]
                [--connections N] [--rate N] [--cores N] [--json FILE] [--list]
        """;

    public IReadOnlyList<Scenario> Scenarios { get; init; } = Compare.Scenarios.Default;

    /// <summary>The variants besides bare YARP; null for those of each scenario.</summary>
    public IReadOnlyList<Variant>? Variants { get; init; }

    /// <summary>How often each process is measured, 1 to 1000.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>The time of a measurement, 0.2 to 60 s.</summary>
    public double Seconds { get; init; } = 0.5;

    /// <summary>The load before the first measurement of a process, 0.2 to 60 s.</summary>
    public double WarmUp { get; init; } = 2.5;

    /// <summary>The processes of each variant, 1 to 10.</summary>
    public int Processes { get; init; } = 2;

    /// <summary>The requests at a time, 1 to 4096; null for those of each scenario.</summary>
    public int? Connections { get; init; }

    /// <summary>The fixed rate for latencies in requests a second, 1 to 1,000,000;
    /// null for three tenths of what bare YARP can do.</summary>
    public double? Rate { get; init; }

    /// <summary>The processors of a proxy, 1 to 1024.</summary>
    public int Cores { get; init; } = 1;

    /// <summary>The file for the results as JSON; null for none.</summary>
    public string? Json { get; init; }

    /// <summary>Whether to list the scenarios and variants instead of measuring them.</summary>
    public bool IsList { get; init; }

    /// <summary>Returns the variants of a scenario, also those that it excludes; bare YARP is the first.</summary>
    public IReadOnlyList<Variant> VariantsOf(Scenario scenario)
    {
        var wanted = Variants ?? [.. Compare.Variants.All.Where(variant => scenario.Variants.Contains(variant.Name))];
        return [Compare.Variants.Yarp, .. wanted.Where(variant => variant != Compare.Variants.Yarp)];
    }

    /// <summary>Estimates the time of a scenario on an idle machine. The compiler is usually done after four warm-ups.</summary>
    public double SecondsOf(Scenario scenario)
        => VariantsOf(scenario).Where(variant => scenario.Excludes(variant) is null).Sum(variant => Processes
            * ((variant.IsProgram ? 0.5 + WarmUp : 1.2 + (4 * WarmUp)) + (Rounds * ((2 * Seconds) + 0.5))));

    /// <exception cref="ArgumentException">An option or a name is unknown,
    /// or a value is missing, isn't a number or is out of range.</exception>
    public static CompareOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = arguments.Contains("--quick")
            ? new CompareOptions { Scenarios = Compare.Scenarios.Quick, Rounds = 2, Seconds = 0.3, WarmUp = 1.5 }
            : new CompareOptions();
        while (arguments is [var name, .. var rest])
        {
            arguments = rest;
            if (name == "--quick")
                continue;

            if (name == "--list")
            {
                options = options with { IsList = true };
                continue;
            }

            if (Set(name) is not { } set)
                throw new ArgumentException($"'{name}' isn't an option. Usage:\n{Usage}");
            if (rest is not [var value, ..] || value.StartsWith("--", StringComparison.Ordinal))
                throw new ArgumentException($"'{name}' has no value. Usage:\n{Usage}");

            options = set(options, value);
            arguments = rest[1..];
        }

        return options;
    }

    private static Func<CompareOptions, string, CompareOptions>? Set(string name) => name switch
    {
        "--scenarios" => (o, v) => o with { Scenarios = Find(name, v, Compare.Scenarios.All, scenario => scenario.Name) },
        "--variants" => (o, v) => o with { Variants = Find(name, v, Compare.Variants.All, variant => variant.Name) },
        "--rounds" => (o, v) => o with { Rounds = (int)Number(name, v, 1, 1000, isInteger: true) },
        "--seconds" => (o, v) => o with { Seconds = Number(name, v, 0.2, 60) },
        "--warm-up" => (o, v) => o with { WarmUp = Number(name, v, 0.2, 60) },
        "--processes" => (o, v) => o with { Processes = (int)Number(name, v, 1, 10, isInteger: true) },
        "--connections" => (o, v) => o with { Connections = (int)Number(name, v, 1, 4096, isInteger: true) },
        "--rate" => (o, v) => o with { Rate = Number(name, v, 1, 1_000_000) },
        "--cores" => (o, v) => o with { Cores = (int)Number(name, v, 1, 1024, isInteger: true) },
        "--json" => (o, v) => o with { Json = v },
        _ => null,
    };

    private static IReadOnlyList<T> Find<T>(string option, string names, IReadOnlyList<T> known, Func<T, string> nameOf)
        => [.. names.Split(',', StringSplitOptions.TrimEntries).Distinct().Select(name => known.FirstOrDefault(item => nameOf(item) == name)
            ?? throw new ArgumentException($"{option}: '{name}' isn't known. Known: {string.Join(", ", known.Select(nameOf))}."))];

    private static double Number(string option, string value, double least, double most, bool isInteger = false)
        => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most && (!isInteger || double.IsInteger(number))
            ? number
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{option} is '{value}'; it must be {(isInteger ? "an integer" : "a number")} between {least} and {most}."));
}
