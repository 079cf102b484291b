using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace GatewayKit.Cli.Logging;

/// <summary>Logs to stderr, a line each, so that stdout holds only what a command was asked for.</summary>
internal static class StockLogging
{
    private const string FormatKey = "Logging:Console:FormatterName";

    /// <summary>What others log at Information, a line for every request among it, is for debugging a gateway.</summary>
    private static readonly string[] s_chatty = ["Microsoft", "System", "Yarp"];

    private static readonly string[] s_formats = [StockFormatter.FormatName, ConsoleFormatterNames.Json, ConsoleFormatterNames.Simple, ConsoleFormatterNames.Systemd];

    /// <param name="logging">The host's logging.</param>
    /// <param name="configuration">The host's configuration, whose section <c>Logging</c> counts.</param>
    /// <param name="least">The least level that is logged.</param>
    /// <param name="format">The format; null for that of the configuration.</param>
    /// <exception cref="ToolException">The format is unknown.</exception>
    public static void Add(ILoggingBuilder logging, IConfiguration configuration, LogLevel least, string? format)
    {
        logging.SetMinimumLevel(least).Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);

        // Before the console: its section of the configuration, Logging:Console:FormatterOptions, replaces these.
        logging.Services.Configure<JsonConsoleFormatterOptions>(UseTimestamps).Configure<SimpleConsoleFormatterOptions>(UseTimestamps);
        logging.AddConsole().AddConsoleFormatter<StockFormatter, ConsoleFormatterOptions>();
        logging.AddConfiguration(configuration.GetSection("Logging"));
        foreach (var category in s_chatty.Where(_ => least == LogLevel.Information))
            logging.AddFilter(category, LogLevel.Warning);

        var name = FindFormat(format ?? configuration[FormatKey] ?? StockFormatter.FormatName);
        logging.Services.Configure<ConsoleLoggerOptions>(console => (console.FormatterName, console.LogToStandardErrorThreshold) = (name, LogLevel.Trace));
    }

    private static string FindFormat(string name)
        => s_formats.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ToolException($"'{name}' isn't a format of the log.{DidYouMean.For(name, s_formats)} Formats: {string.Join(", ", s_formats)}.");

    private static void UseTimestamps(ConsoleFormatterOptions options)
        => (options.IncludeScopes, options.UseUtcTimestamp, options.TimestampFormat) = (true, true, StockFormatter.TimestampFormat);
}
