namespace GatewayKit.Tests.Compilation.Composition;

public sealed record JournalOptions
{
    /// <summary>The entry's name in the journal.</summary>
    public required string Label { get; init; }

    /// <summary>Whether its request hook answers.</summary>
    public bool Answers { get; init; }
}
