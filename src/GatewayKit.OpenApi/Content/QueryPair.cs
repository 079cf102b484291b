namespace GatewayKit.OpenApi.Content;

/// <summary>One <c>name=value</c> of a query, a form or a field of cookies.</summary>
/// <param name="Name">The name, decoded.</param>
/// <param name="Value">The value as written.</param>
/// <param name="HasValue">Whether there is an equals sign.</param>
internal readonly record struct QueryPair(ReadOnlyMemory<char> Name, ReadOnlyMemory<char> Value, bool HasValue)
{
    public bool Is(string name) => Name.Span.SequenceEqual(name);
}
