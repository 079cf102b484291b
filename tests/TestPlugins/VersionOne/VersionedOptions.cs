namespace Versioned;

public sealed record VersionedOptions
{
    public string Text { get; init; } = "one";

    /// <summary>The second version has it no more.</summary>
    public bool Old { get; init; }
}
