using System.Globalization;
using GatewayKit.Limits;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Quota;

/// <summary>Reports that a subject has used a part of a quota: once in the log, and with a field in each response.</summary>
internal sealed partial class WarningReport(string entry, RequestSubject subject, ILogger logger)
{
    public const string FieldName = "Quota-Warning";

    /// <summary>Reports a counted request if it needs a warning.</summary>
    /// <param name="context">The exchange.</param>
    /// <param name="periods">The periods in which the request counts.</param>
    /// <param name="store">The store that counted it.</param>
    /// <param name="counted">The subject that it counts for.</param>
    /// <param name="decision">The decision.</param>
    /// <returns>The value of the field, such as <c>"default";p=80</c>; null without a warning.</returns>
    public string? Report(
        GatewayContext context, QuotaPeriods periods, ICounterStore store, CounterSubject counted, in CounterDecision decision)
    {
        var count = periods.Counts[decision.LimitIndex];
        var used = count.Limit.Limit - decision.Remaining;
        if (count.Warnings.Reached(used) is not (> 0 and var percent))
            return null;

        if (count.Warnings.IsDue(counted, percent))
        {
            var name = subject.Describe(context);
            Log(count, percent, used, name);
            if (periods.Counts.Count > 1)
                _ = CheckOthersAsync(periods, count, store, counted, name);
        }

        return FieldOf(periods, decision.LimitIndex, percent, counted);
    }

    private static string FieldOf(QuotaPeriods periods, int deciding, int percent, CounterSubject counted)
    {
        var field = Part(deciding, percent);
        for (var i = 0; i < periods.Counts.Count; i++)
        {
            if (i != deciding && periods.Counts[i].Warnings.ReportedOf(counted) is > 0 and var reported)
                field = $"{field}, {Part(i, reported)}";
        }

        return field;

        string Part(int limit, int used) => string.Create(CultureInfo.InvariantCulture, $"{periods.Fields.NameOf(limit)};p={used}");
    }

    /// <summary>
    /// Reports the limits that don't decide. No limit has used a larger part than the deciding one, so that they are only checked when that
    /// one is reported. The request doesn't wait for the shared store.
    /// </summary>
    private async Task CheckOthersAsync(
        QuotaPeriods periods, QuotaCount deciding, ICounterStore store, CounterSubject counted, string name)
    {
        try
        {
            foreach (var count in periods.Counts)
            {
                if (count == deciding)
                    continue;

                var decision = await store.PeekAsync(count.Policy, counted).ConfigureAwait(false);
                var used = count.Limit.Limit - decision.Remaining;
                if (count.Warnings.Reached(used) is > 0 and var percent && count.Warnings.IsDue(counted, percent))
                    Log(count, percent, used, name);
            }
        }
        catch (CounterStoreException)
        {
            // A request that the store can't count is reported.
        }
    }

    private void Log(QuotaCount count, int percent, long used, string name)
        => LogReached(entry, percent, used, count.Limit.Limit, QuotaCount.PeriodName(count.Limit.Period), name);

    [LoggerMessage(3, LogLevel.Warning,
        "Quota '{Entry}' is used up to {Percent} % ({Used} of {Limit} per {Period}) by {Subject}.")]
    private partial void LogReached(string entry, int percent, long used, long limit, string period, string subject);
}
