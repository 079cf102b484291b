using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace GatewayKit.Cli.Logging;

/// <summary>Logs to stderr, one line per entry, so that stdout contains only the output of the command.</summary>
internal static class StockLogging
{
    private const string FormatKey = "Logging:Console:FormatterName";

    /// <summary>Libraries log at Information only for debugging, including a line for every request.</summary>
    private static readonly string[] s_chatty = ["Microsoft", "System", "Yarp"];

    private static readonly string[] s_formats =
        [StockFormatter.FormatName, ConsoleFormatterNames.Json, ConsoleFormatterNames.Simple, ConsoleFormatterNames.Systemd];

    /// <param name="logging">The host's logging.</param>
    /// <param name="configuration">The host's configuration, whose section <c>Logging</c> applies.</param>
    /// <param name="least">The minimum log level.</param>
    /// <param name="format">The format; null for that of the configuration.</param>
    /// <exception cref="ToolException">The format is unknown.</exception>
    public static void Add(ILoggingBuilder logging, IConfiguration configuration, LogLevel least, string? format)
    {
        logging
            .SetMinimumLevel(least)
            .Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);

        // Registered before the console, because its section of the configuration, Logging:Console:FormatterOptions, must override these.
        logging.Services.Configure<JsonConsoleFormatterOptions>(UseTimestamps).Configure<SimpleConsoleFormatterOptions>(UseTimestamps);
        logging.AddConsole().AddConsoleFormatter<StockFormatter, ConsoleFormatterOptions>();
        logging.AddConfiguration(configuration.GetSection("Logging"));
        foreach (var category in s_chatty.Where(_ => least == LogLevel.Information))
            logging.AddFilter(category, LogLevel.Warning);

        var name = FindFormat(format ?? configuration[FormatKey] ?? StockFormatter.FormatName);
        logging.Services.Configure<ConsoleLoggerOptions>(
            console => (console.FormatterName, console.LogToStandardErrorThreshold) = (name, LogLevel.Trace));
    }

    private static string FindFormat(string name)
        => s_formats.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ToolException(
                $"'{name}' isn't a log format.{DidYouMean.For(name, s_formats)} Formats: {string.Join(", ", s_formats)}.");

    private static void UseTimestamps(ConsoleFormatterOptions options)
        => (options.IncludeScopes, options.UseUtcTimestamp, options.TimestampFormat) = (true, true, StockFormatter.TimestampFormat);
}
