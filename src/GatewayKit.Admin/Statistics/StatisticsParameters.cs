using System.Globalization;
using GatewayKit.Admin.Http;
using GatewayKit.Store;
using Microsoft.AspNetCore.Mvc;

namespace GatewayKit.Admin.Statistics;

/// <summary>The parameters of a query.</summary>
internal readonly record struct StatisticsParameters
{
    private const string Times = "it must be a time such as 2026-12-01T10:00:00Z.";

    /// <summary>The beginning; by default an hour before the end for minutes, otherwise a day.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>The end; by default now.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>The length of the intervals: minute, hour, day or total; hour by default.</summary>
    [FromQuery(Name = "interval")]
    public string? Interval { get; init; }

    /// <summary>The names by which requests are split, separated by commas: route, consumer, statusClass.</summary>
    [FromQuery(Name = "by")]
    public string? By { get; init; }

    /// <summary>Only requests of this route.</summary>
    [FromQuery(Name = "route")]
    public string? Route { get; init; }

    /// <summary>Only requests of this consumer.</summary>
    [FromQuery(Name = "consumer")]
    public string? Consumer { get; init; }

    /// <summary>Only requests with statuses of this class: 1xx to 5xx.</summary>
    [FromQuery(Name = "statusClass")]
    public string? StatusClass { get; init; }

    /// <summary>Whether the points have latencies: true or false; true by default. A query over a long time is faster without.</summary>
    [FromQuery(Name = "latency")]
    public string? Latency { get; init; }

    /// <summary>Reads the parameters.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="query">The query.</param>
    /// <returns>The problem; null if the parameters are valid.</returns>
    public AdminProblem? Read(DateTimeOffset now, out StatisticsQuery query)
    {
        query = new StatisticsQuery { From = now, To = now, Route = Route, Consumer = Consumer };
        var interval = StatisticsInterval.Hour;
        if (Interval is not null && !TryParse(Interval, out interval))
            return AdminProblem.BadRequest("interval", "it must be minute, hour, day or total.");
        var by = StatisticsGrouping.None;
        foreach (var name in By?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            if (!TryParse<StatisticsGrouping>(name, out var grouping) || grouping == StatisticsGrouping.None)
                return AdminProblem.BadRequest("by", "it must be route, consumer and statusClass, separated by commas.");
            by |= grouping;
        }

        var (to, from) = (now, default(DateTimeOffset));
        if (To is not null && !TryParse(To, out to))
            return AdminProblem.BadRequest("to", Times);
        if (From is not null && !TryParse(From, out from))
            return AdminProblem.BadRequest("from", Times);
        if (From is null)
        {
            var length = TimeSpan.FromHours(interval == StatisticsInterval.Minute ? 1 : 24);
            from = to.Ticks > length.Ticks ? to - length : DateTimeOffset.MinValue;
        }

        if (StatusClass is not (null or ['0' or '1' or '2' or '3' or '4' or '5', 'x', 'x']))
            return AdminProblem.BadRequest("statusClass", "it must be 1xx, 2xx, 3xx, 4xx, 5xx or 0xx.");

        if (Latency is not (null or "true" or "false"))
            return AdminProblem.BadRequest("latency", "it must be true or false.");

        query = query with
        {
            From = from,
            To = to,
            Interval = interval,
            By = by,
            StatusClass = StatusClass?[0] - '0',
            IncludesLatencies = Latency != "false",
        };
        return null;
    }

    /// <summary>Parses a name in camelCase; numbers aren't names.</summary>
    private static bool TryParse<T>(string text, out T value)
        where T : struct, Enum
        => Enum.TryParse(text, ignoreCase: true, out value) && char.IsAsciiLetterLower(text[0]) && Enum.IsDefined(value);

    private static bool TryParse(string text, out DateTimeOffset time) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
