using GatewayKit.Acme.Ordering;
using GatewayKit.Acme.Protocol;
using GatewayKit.Acme.Storage;

namespace GatewayKit.Acme.Renewal;

/// <summary>Decides when a certificate is renewed, when its issuer is asked, and when a failed attempt is repeated.</summary>
/// <param name="renewBefore">The time before the expiry that the operator chose; null for a third of the lifetime.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Spreads the times of hosts and nodes.</param>
internal sealed class RenewalSchedule(TimeSpan? renewBefore, TimeProvider time, Random random)
{
    /// <summary>The longest time that a server can make an attempt wait, with an hour for the clocks of other nodes.</summary>
    public static readonly TimeSpan LongestRetry = AcmeHttp.LongestWait + TimeSpan.FromHours(1);

    private static readonly TimeSpan s_shortestUse = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_firstRetry = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_longestRetry = TimeSpan.FromHours(6);
    private static readonly TimeSpan s_check = TimeSpan.FromHours(6);
    private static readonly TimeSpan s_shortestCheck = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestCheck = TimeSpan.FromDays(1);

    /// <summary>Returns when a failed attempt is repeated: after 2 minutes, then twice as long each time up to 6 hours, and up to a quarter
    /// longer; never before the time that the server asked for.</summary>
    /// <param name="failures">The number of failures.</param>
    /// <param name="asked">The time that the server asks to wait.</param>
    public DateTimeOffset RetryAt(int failures, TimeSpan? asked)
    {
        var wait = s_firstRetry * Math.Pow(2, Math.Clamp(failures - 1, 0, 20));
        wait = TimeSpan.FromTicks(long.Min(wait.Ticks, s_longestRetry.Ticks)) * (1 + (random.NextDouble() / 4));
        return time.GetUtcNow() + (asked > wait ? asked.Value : wait);
    }

    /// <summary>Returns the record of a certificate after its issuer was asked.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="record">The record so far.</param>
    /// <param name="suggestion">The issuer's suggestion; null if there is none.</param>
    public HostRecord Schedule(HostCertificate certificate, HostRecord record, RenewalSuggestion? suggestion)
    {
        var isKnown = record.Certificate == certificate.Id && record.RenewAt is not null;
        var renewAt = isKnown ? record.RenewAt!.Value : Default(certificate);
        if (suggestion is not null)
            renewAt = Suggested(certificate, isKnown ? renewAt : null, suggestion);

        return record with
        {
            Certificate = certificate.Id,
            RenewAt = renewAt,
            CheckAt = time.GetUtcNow() + Check(suggestion?.RetryAfter),
        };
    }

    // A third of the lifetime, up to a tenth of it earlier, so that the certificates of a fleet aren't renewed together.
    private DateTimeOffset Default(HostCertificate certificate)
    {
        var before = TimeSpan.FromTicks(long.Min(
            (renewBefore ?? certificate.Lifetime / 3).Ticks, (certificate.Lifetime * 2 / 3).Ticks));
        return Later(certificate.NotAfter - (before * (1 + (random.NextDouble() / 10))), Earliest(certificate));
    }

    // A random time in the period (RFC 9773, section 4.2), which is chosen once; the operator's own choice if it is earlier; and always
    // some time before the expiry.
    private DateTimeOffset Suggested(HostCertificate certificate, DateTimeOffset? chosen, RenewalSuggestion suggestion)
    {
        var at = chosen >= suggestion.Start && chosen <= suggestion.End
            ? chosen.Value
            : suggestion.Start + ((suggestion.End - suggestion.Start) * random.NextDouble());
        at = Earlier(at, certificate.NotAfter - (certificate.Lifetime / 20));
        if (renewBefore is not null)
            at = Earlier(at, Default(certificate));
        return Later(at, Earliest(certificate));
    }

    // An issuer that suggests a time in the past for each new certificate doesn't get an order each minute.
    private static DateTimeOffset Earliest(HostCertificate certificate)
        => certificate.NotBefore + TimeSpan.FromTicks(long.Min(2 * s_shortestUse.Ticks, certificate.Lifetime.Ticks / 3));

    private static TimeSpan Check(TimeSpan? asked)
        => TimeSpan.FromTicks(long.Clamp((asked ?? s_check).Ticks, s_shortestCheck.Ticks, s_longestCheck.Ticks));

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
