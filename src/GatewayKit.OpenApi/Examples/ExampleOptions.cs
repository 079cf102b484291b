namespace GatewayKit.OpenApi.Examples;

/// <summary>How examples are made.</summary>
public sealed record ExampleOptions
{
    /// <summary>What values depend on besides their schema and key: the same seed makes the same values. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>Whether values vary: optional properties deep in a value come and go, arrays differ in length, texts are plausible. Default: false,
    /// which gives the examples of the document, or else plain values such as <c>"string"</c> and 0, with every property.</summary>
    public bool Dynamic { get; init; }

    /// <summary>How many objects and arrays may stand within each other: 1 to 64, default 10. Deeper ones are left out where the schema
    /// allows it.</summary>
    public int MaxDepth { get; init; } = 10;
}
