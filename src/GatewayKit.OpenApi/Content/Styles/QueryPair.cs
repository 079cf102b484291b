namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>A <c>name=value</c> pair of a query, a form or a <c>Cookie</c> field.</summary>
/// <param name="Name">The name, decoded.</param>
/// <param name="Value">The value as written.</param>
/// <param name="HasValue">Whether there is an equals sign.</param>
internal readonly record struct QueryPair(ReadOnlyMemory<char> Name, ReadOnlyMemory<char> Value, bool HasValue)
{
    public bool Is(string name) => Name.Span.SequenceEqual(name);
}
