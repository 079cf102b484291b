namespace GatewayKit.Configuration.Binding;

/// <summary>How the keys of a mapping differ from the properties of its record.</summary>
internal sealed record RecordKeys
{
    public static readonly RecordKeys AsProperties = new();

    /// <summary>Keys that someone else binds.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Properties that can't be configured.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];
}
