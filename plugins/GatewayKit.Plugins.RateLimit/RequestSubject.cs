using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Plugins.RateLimit;

/// <summary>Determines the subject that a request counts for.</summary>
internal sealed class RequestSubject(string by)
{
    private const string HeaderPrefix = "header:";

    /// <summary>The maximum length of a header value that is stored as it is; for a longer value, its hash is stored.</summary>
    private const int LongestName = 128;

    private readonly bool _byConsumer = by == "consumer";
    private readonly bool _byRoute = by == "route";
    private readonly string? _header = by.StartsWith(HeaderPrefix, StringComparison.Ordinal) ? by[HeaderPrefix.Length..] : null;

    public CounterSubject Of(GatewayContext context)
    {
        if (_byRoute)
            return new CounterSubject(context.Route.Id);
        if (_byConsumer && context.Consumer is { } consumer)
            return new CounterSubject(consumer.Name);
        if (_header is not null && context.Http.Request.Headers[_header].ToString() is { Length: > 0 } value)
            return new CounterSubject(value.Length <= LongestName ? value : Hash(value));

        return CounterSubject.FromAddress(context.Http.Connection.RemoteIpAddress);
    }

    private static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
