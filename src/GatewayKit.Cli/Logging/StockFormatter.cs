using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace GatewayKit.Cli.Logging;

/// <summary>
/// Formats log entries as one line: time, level, category, event, message, exception, and for a line of an exchange its trace id, route,
/// cluster and destination.
/// </summary>
internal sealed class StockFormatter() : ConsoleFormatter(FormatName)
{
    public const string FormatName = "text";
    public const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";

    private const string Reset = "\u001b[0m";

    private const string TraceId = "TraceId";
    private const string Route = "Route";

    private static readonly string[] s_keys = [TraceId, Route, "Cluster", "Destination"];

    private readonly bool _isPlain = Console.IsErrorRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(TimeProvider.System.GetUtcNow().ToString(TimestampFormat, CultureInfo.InvariantCulture));
        textWriter.Write(Level(logEntry.LogLevel));
        textWriter.Write(string.Create(
            CultureInfo.InvariantCulture, $": {logEntry.Category}[{logEntry.EventId.Id}] {ErrorList.OneLine(message ?? "")}"));
        if (logEntry.Exception is { } error)
            textWriter.Write($" {ErrorList.OneLine(ExceptionText.Of(error))}");
        WriteExchange(scopeProvider, textWriter);
        textWriter.WriteLine();
    }

    private static void WriteExchange(IExternalScopeProvider? scopes, TextWriter writer)
    {
        IReadOnlyList<KeyValuePair<string, object?>>? exchange = null;
        scopes?.ForEachScope<object?>((scope, _) => exchange = OfExchange(scope) ?? exchange, null);
        if (exchange is null && Activity.Current?.Id is { } id)
            writer.Write($" {TraceId}={id}");

        foreach (var (key, value) in (exchange ?? []).Where(pair => pair.Value is not null && s_keys.Contains(pair.Key)))
            writer.Write($" {key}={value}");
    }

    /// <summary>Returns the scope of an exchange, which the gateway adds.</summary>
    private static IReadOnlyList<KeyValuePair<string, object?>>? OfExchange(object? scope)
        => scope is IReadOnlyList<KeyValuePair<string, object?>> pairs && pairs is [{ Key: TraceId }, { Key: Route }, ..] ? pairs : null;

    private string Level(LogLevel level)
    {
        var (name, color) = level switch
        {
            LogLevel.Trace => ("trce", ""),
            LogLevel.Debug => ("dbug", ""),
            LogLevel.Information => ("info", "\u001b[32m"),
            LogLevel.Warning => ("warn", "\u001b[33m"),
            LogLevel.Error => ("fail", "\u001b[31m"),
            _ => ("crit", "\u001b[31m"),
        };
        return _isPlain || color.Length == 0 ? name : color + name + Reset;
    }
}
