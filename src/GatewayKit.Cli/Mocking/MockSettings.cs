namespace GatewayKit.Cli.Mocking;

/// <summary>The settings of a mock from the command line.</summary>
internal sealed record MockSettings
{
    /// <summary>The OpenAPI document; null for only recorded exchanges.</summary>
    public string? Document { get; init; }

    /// <summary>The file of recorded exchanges; null for none.</summary>
    public string? Fixtures { get; init; }

    /// <summary>Gets whether every response is generated.</summary>
    public bool Dynamic { get; init; }

    /// <summary>The seed of generated values; null for the default.</summary>
    public int? Seed { get; init; }

    /// <summary>Gets whether the mock keeps the state of collections.</summary>
    public bool Stateful { get; init; }

    /// <summary>Gets whether a response that violates the document becomes a 500.</summary>
    public bool Errors { get; init; }

    /// <summary>Gets whether scripts of every site can read the responses.</summary>
    public bool Cors { get; init; }

    /// <summary>Additional folders that the document can reference.</summary>
    public IReadOnlyList<string> ReferenceRoots { get; init; } = [];

    /// <summary>Gets whether the mock reloads changed files.</summary>
    public bool Watch { get; init; }
}
