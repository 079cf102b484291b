using Microsoft.Extensions.Primitives;

namespace GatewayKit.Testing;

/// <summary>A request as the upstream received it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The request target, byte for byte.</param>
/// <param name="Headers">The headers; names are case-insensitive.</param>
public sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, StringValues> Headers)
{
    /// <summary>Returns the values of a header joined by commas; <c>null</c> if it is absent.</summary>
    /// <param name="name">The header name.</param>
    public string? Header(string name) => Headers.TryGetValue(name, out var values) ? values.ToString() : null;
}
