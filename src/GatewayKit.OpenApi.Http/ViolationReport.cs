using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace GatewayKit.OpenApi.Http;

/// <summary>
/// Reports messages that violate the document: each in the metric <c>gatewaykit.openapi.violations</c>, and per operation at
/// most one log entry a minute. Entries contain locations, rules and the document's constraints, never values.
/// </summary>
public sealed partial class ViolationReport
{
    private const int MaxShown = 3;
    private const int MaxText = 300;

    private static readonly TimeSpan s_quiet = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly string? _document;
    private readonly Counter<long> _violations;
    private readonly Counter<long> _unchecked;
    private readonly ConcurrentDictionary<string, long> _logged = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance that logs for a plugin.</summary>
    /// <param name="logger">The plugin's log.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">Creates the meter <c>GatewayKit</c>.</param>
    /// <param name="document">The word, such as <c>previous</c>, that tells the document apart from that of the API, in log entries and
    /// as the tag <c>document</c>; <c>null</c> if it is the document of the API.</param>
    public ViolationReport(ILogger logger, TimeProvider time, IMeterFactory meters, string? document = null)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _logger = logger;
        _time = time;
        _document = document;
        var meter = meters.Create("GatewayKit");
        _violations = meter.CreateCounter<long>(
            "gatewaykit.openapi.violations", "{violation}", "Violations of OpenAPI documents by requests and responses.");
        _unchecked = meter.CreateCounter<long>(
            "gatewaykit.openapi.unchecked", "{message}", "Requests and responses that passed without validation, by reason.");
    }

    /// <summary>Counts the violations of a message and logs them, at most once a minute per operation.</summary>
    /// <param name="isResponse">Whether the message is a response.</param>
    /// <param name="operation">The operation; <c>null</c> if the document has no matching operation.</param>
    /// <param name="route">The route's id.</param>
    /// <param name="violations">The violations.</param>
    public void Report(bool isResponse, OpenApiOperation? operation, string route, IReadOnlyList<Violation> violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        Count(isResponse, operation, violations);
        var message = isResponse ? "response" : "request";
        var key = operation?.Key ?? "none";
        if (violations.Count > 0 && _logger.IsEnabled(LogLevel.Warning) && IsTimeToLog($"{message} {route} {key}"))
            LogViolations(
                message, key, route, _document is null ? "OpenAPI document" : $"{_document} OpenAPI document", violations.Count,
                Describe(violations));
    }

    /// <summary>Counts the violations of a message.</summary>
    /// <param name="isResponse">Whether the message is a response.</param>
    /// <param name="operation">The operation; <c>null</c> if the document has no matching operation.</param>
    /// <param name="violations">The violations.</param>
    public void Count(bool isResponse, OpenApiOperation? operation, IReadOnlyList<Violation> violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        foreach (var violation in violations)
        {
            var tags = new TagList
            {
                { "message", isResponse ? "response" : "request" },
                { "operation", operation?.Key ?? "none" },
                { "rule", violation.Code },
            };
            if (_document is not null)
                tags.Add("document", _document);
            _violations.Add(1, tags);
        }
    }

    /// <summary>Counts a message that couldn't be validated.</summary>
    /// <param name="isResponse">Whether the message is a response.</param>
    /// <param name="reason">The reason, one of few: it is a dimension of the metric.</param>
    public void CountUnchecked(bool isResponse, string reason)
        => _unchecked.Add(1, new KeyValuePair<string, object?>("message", isResponse ? "response" : "request"),
            new KeyValuePair<string, object?>("reason", reason));

    private bool IsTimeToLog(string what)
    {
        var now = _time.GetTimestamp();
        if (_logged.TryGetValue(what, out var last))
            return _time.GetElapsedTime(last, now) >= s_quiet && _logged.TryUpdate(what, now, last);

        return _logged.TryAdd(what, now);
    }

    private static string Describe(IReadOnlyList<Violation> violations)
    {
        var text = string.Join("; ", violations.Take(MaxShown).Select(v => $"{Location(v)} ({v.Code}): {v.Message}"));
        return OneLine(violations.Count > MaxShown
            ? string.Create(CultureInfo.InvariantCulture, $"{text}; and {violations.Count - MaxShown} more")
            : text);
    }

    private static string Location(Violation violation)
        => $"{violation.Location.ToString().ToLowerInvariant()}{(violation.Name.Length > 0 ? $" '{violation.Name}'" : "")}"
            + $"{violation.JsonPointer}";

    /// <summary>Replaces control characters: names of properties and parameters may come from the client.</summary>
    private static string OneLine(string text)
        => string.Concat(text.Take(MaxText).Select(c => char.IsControl(c) ? '?' : c)) + (text.Length > MaxText ? "..." : "");

    [LoggerMessage(1, LogLevel.Warning, "A {Message} of operation '{Operation}' on route '{Route}' violates the {Document} in "
        + "{Count} places: {Violations}. Further violations of this operation aren't logged for a minute.")]
    private partial void LogViolations(
        string message, string operation, string route, string document, int count, string violations);
}
