using System.Runtime.CompilerServices;

namespace GatewayKit.Limits;

/// <summary>Determines the subject that a request counts for, by one key or by several together.</summary>
internal sealed class RequestSubject(string by)
{
    public const string Pattern = $"({RequestKey.Pattern})( *, *({RequestKey.Pattern})){{0,4}}";

    public const string PatternError =
        "must be consumer, ip, route, cluster, header:NAME, cookie:NAME, claim:NAME, path:NAME or variable:NAME, "
        + "or a list of up to 5 of them";

    /// <summary>The maximum length of a value that is stored as it is; for a longer value, its hash is stored.</summary>
    private const int LongestName = 128;

    private readonly RequestKey[] _keys =
        [.. by.Split(',', StringSplitOptions.TrimEntries).Select(key => new RequestKey(key))];

    public CounterSubject Of(GatewayContext context)
    {
        if (_keys is not [var key])
            return Combine(context);
        if (key.Of(context) is not { } value)
            return CounterSubject.FromAddress(context.Http.Connection.RemoteIpAddress);

        return OfValue(value);
    }

    /// <summary>Returns the subject of a consumer's requests; null if it depends on more of a request.</summary>
    public CounterSubject? Of(Consumer consumer) => _keys is [{ IsConsumer: true }] ? OfValue(consumer.Name) : null;

    /// <summary>Returns a description for logs, without values that can be secrets.</summary>
    public string Describe(GatewayContext context) => string.Join(", ", _keys.Select(key => key.Describe(context)));

    private static CounterSubject OfValue(string value)
        => value.Length <= LongestName ? new CounterSubject(value) : CounterSubject.Combine(value);

    private CounterSubject Combine(GatewayContext context)
    {
        // For each key two values: the first one says whether the second one is an address, which a client can't imitate.
        var buffer = default(InlineArray10<string>);
        Span<string> values = buffer;
        for (var i = 0; i < _keys.Length; i++)
        {
            var value = _keys[i].Of(context);
            values[2 * i] = value is null ? "address" : "value";
            values[(2 * i) + 1] = value ?? CounterSubject.FromAddress(context.Http.Connection.RemoteIpAddress).ToString();
        }

        return CounterSubject.Combine(values[..(2 * _keys.Length)]);
    }
}
