using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace GatewayKit.Cli.Logging;

/// <summary>Logs in single lines to stderr, so that stdout holds only what a command was asked for.</summary>
internal static class StockLogging
{
    /// <summary>What others log at Information, a line for every request among it, is for debugging a gateway.</summary>
    private static readonly string[] s_chatty = ["Microsoft", "System", "Yarp"];

    public static void Add(ILoggingBuilder logging, IConfiguration configuration, LogLevel least)
    {
        logging.SetMinimumLevel(least).AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.ColorBehavior = IsPlain ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Enabled;
        });
        logging.AddConfiguration(configuration.GetSection("Logging"));
        foreach (var category in s_chatty.Where(_ => least == LogLevel.Information))
            logging.AddFilter(category, LogLevel.Warning);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static bool IsPlain => Console.IsErrorRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
}
