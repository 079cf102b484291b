using System.Globalization;
using GatewayKit.Limits;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Quota;

/// <summary>Reports that a subject has used a part of a quota: once in the log, and with a field in each response.</summary>
internal sealed partial class WarningReport(string entry, RequestSubject subject, ILogger logger)
{
    public const string FieldName = "Quota-Warning";

    /// <summary>Reports a counted request if it needs a warning.</summary>
    /// <returns>The value of the field, such as <c>"default";p=80</c>; null without a warning.</returns>
    public string? Report(GatewayContext context, QuotaPeriods periods, CounterSubject counted, in CounterDecision decision)
    {
        var count = periods.Counts[decision.LimitIndex];
        var used = count.Limit.Limit - decision.Remaining;
        if (count.Warnings.Reached(used) is not (> 0 and var percent))
            return null;

        if (count.Warnings.IsDue(counted, percent))
            LogReached(entry, percent, used, count.Limit.Limit, QuotaCount.PeriodName(count.Limit.Period), subject.Describe(context));
        return string.Create(CultureInfo.InvariantCulture, $"{periods.Fields.NameOf(decision.LimitIndex)};p={percent}");
    }

    [LoggerMessage(3, LogLevel.Warning,
        "Quota '{Entry}' is used up to {Percent} % ({Used} of {Limit} per {Period}) by {Subject}.")]
    private partial void LogReached(string entry, int percent, long used, long limit, string period, string subject);
}
