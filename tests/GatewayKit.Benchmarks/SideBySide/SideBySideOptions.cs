using System.Globalization;

namespace GatewayKit.Benchmarks.SideBySide;

/// <summary>How long a side-by-side run takes.</summary>
/// <param name="Rounds">How often every variant is measured, 1 to 1000.</param>
/// <param name="Seconds">How long each time, 0.2 to 60 s.</param>
/// <param name="Connections">Over how many connections, each with one request at a time, 1 to 256.</param>
/// <param name="Variants">The roles to compare with bare YARP.</param>
internal sealed record SideBySideOptions(int Rounds, double Seconds, int Connections, IReadOnlyList<string> Variants)
{
    public const string Usage = "side-by-side [--rounds N] [--seconds S] [--connections N] [--variants ROLE,ROLE]";

    private static readonly SideBySideOptions s_default = new(15, 2, 16, [Roles.Role.Empty, Roles.Role.FivePlugins]);

    /// <exception cref="ArgumentException">An option is unknown or its value is out of range.</exception>
    public static SideBySideOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = s_default;
        for (; arguments is [var name, var value, ..]; arguments = arguments[2..])
        {
            options = name switch
            {
                "--rounds" => options with { Rounds = int.Clamp(int.Parse(value, CultureInfo.InvariantCulture), 1, 1000) },
                "--seconds" => options with { Seconds = double.Clamp(double.Parse(value, CultureInfo.InvariantCulture), 0.2, 60) },
                "--connections" => options with { Connections = int.Clamp(int.Parse(value, CultureInfo.InvariantCulture), 1, 256) },
                "--variants" => options with { Variants = value.Split(',') },
                _ => throw new ArgumentException($"'{name}' is no option: {Usage}", nameof(arguments)),
            };
        }

        return arguments.IsEmpty ? options : throw new ArgumentException($"'{arguments[0]}' has no value: {Usage}", nameof(arguments));
    }
}
