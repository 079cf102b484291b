namespace GatewayKit.OpenApi.Mocking.Examples;

/// <summary>Options for generated examples.</summary>
public sealed record ExampleOptions
{
    /// <summary>The seed of the values, besides their schema and key: the same seed produces the same values. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>Whether values vary: optional properties of nested values come and go, arrays differ in length, texts are plausible.
    /// Default: <c>false</c>, which uses the document's examples, or plain values such as <c>"string"</c> and 0 with every
    /// property.</summary>
    public bool Dynamic { get; init; }

    /// <summary>The maximum depth of nested objects and arrays: 1 to 64, default 10. Deeper values are omitted if the schema allows
    /// it.</summary>
    public int MaxDepth { get; init; } = 10;
}
