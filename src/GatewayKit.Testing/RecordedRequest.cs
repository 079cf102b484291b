using Microsoft.Extensions.Primitives;

namespace GatewayKit.Testing;

/// <summary>A request as the upstream saw it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The request target, byte for byte.</param>
/// <param name="Headers">The headers; names are case-insensitive.</param>
public sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, StringValues> Headers)
{
    /// <summary>A header's values joined by commas, or null if it is absent.</summary>
    /// <param name="name">The header's name.</param>
    public string? Header(string name) => Headers.TryGetValue(name, out var values) ? values.ToString() : null;
}
