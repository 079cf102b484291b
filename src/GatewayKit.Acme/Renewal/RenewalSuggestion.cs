namespace GatewayKit.Acme.Renewal;

/// <summary>The issuer's suggestion when to renew a certificate (RFC 9773, section 4.2).</summary>
/// <param name="Start">The begin of the period.</param>
/// <param name="End">The end of the period.</param>
/// <param name="RetryAfter">The time after which to ask again; null if the issuer doesn't say.</param>
internal sealed record RenewalSuggestion(DateTimeOffset Start, DateTimeOffset End, TimeSpan? RetryAfter);
