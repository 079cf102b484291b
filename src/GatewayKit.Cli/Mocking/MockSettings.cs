namespace GatewayKit.Cli.Mocking;

/// <summary>What the command line says of a mock.</summary>
internal sealed record MockSettings
{
    /// <summary>The OpenAPI document; null for recorded exchanges alone.</summary>
    public string? Document { get; init; }

    /// <summary>The file of recorded exchanges; null for none.</summary>
    public string? Fixtures { get; init; }

    /// <summary>Whether each answer is made up anew.</summary>
    public bool Dynamic { get; init; }

    /// <summary>What made-up values start from; null for the default.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether collections live.</summary>
    public bool Stateful { get; init; }

    /// <summary>Whether an answer that violates the document becomes a 500.</summary>
    public bool Errors { get; init; }

    /// <summary>Whether scripts of every site may read the answers.</summary>
    public bool Cors { get; init; }

    /// <summary>Further folders that references of the document may lead into.</summary>
    public IReadOnlyList<string> ReferenceRoots { get; init; } = [];

    /// <summary>Whether changes of the files are followed.</summary>
    public bool Watch { get; init; }
}
