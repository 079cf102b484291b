namespace GatewayKit.Configuration.Binding;

/// <summary>The differences between the keys of a mapping and the properties of its record.</summary>
internal sealed record RecordKeys
{
    public static readonly RecordKeys AsProperties = new();

    /// <summary>Keys that another binder handles.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Properties that can't be configured.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];
}
