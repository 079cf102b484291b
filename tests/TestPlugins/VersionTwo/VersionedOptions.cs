namespace Versioned;

public sealed record VersionedOptions
{
    public string Text { get; init; } = "two";

    /// <summary>The first version does not have it yet.</summary>
    public bool New { get; init; }
}
