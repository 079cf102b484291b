using GatewayKit.Configuration;

namespace GatewayKit.Cli;

/// <summary>Writes errors to stderr, one per line.</summary>
internal static class ErrorList
{
    /// <summary>Writes errors of a configuration in document order, with the location first,
    /// so that terminals turn it into a link.</summary>
    public static void Write(IEnumerable<ConfigError> errors, int omitted = 0)
    {
        foreach (var error in InOrder(errors))
            Console.Error.WriteLine(OneLine(error.ToString()));
        if (omitted > 0)
            Console.Error.WriteLine($"gatewaykit: {omitted} more error(s) aren't shown.");
    }

    /// <summary>Writes warnings like errors, each marked as a warning.</summary>
    public static void WriteWarnings(IEnumerable<ConfigError> warnings)
    {
        foreach (var warning in InOrder(warnings))
            Console.Error.WriteLine($"warning: {OneLine(warning.ToString())}");
    }

    public static void Write(string message) => Console.Error.WriteLine($"gatewaykit: {OneLine(message)}");

    public static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static IEnumerable<ConfigError> InOrder(IEnumerable<ConfigError> errors)
        => errors.OrderBy(e => e.Location.Source, StringComparer.Ordinal).ThenBy(e => e.Location.Line).ThenBy(e => e.Location.Column);
}
