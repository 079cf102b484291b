using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.GraphQL;

/// <summary>The options of <c>graphql</c>.</summary>
public sealed record GraphQLOptions : IValidatedOptions, IDescribedOptions
{
    private static readonly ByteSize s_maximumSize = ByteSize.Megabytes(16);

    /// <summary>The types of operations that are allowed: <c>query</c>, <c>mutation</c>, <c>subscription</c>. A query can be sent with GET,
    /// the others only with POST.</summary>
    [MinLength(1)]
    public IReadOnlyList<OperationKind> Operations { get; init; } = [OperationKind.Query, OperationKind.Mutation];

    /// <summary>The names of the operations that are allowed. Empty: all, also those without a name.</summary>
    [MaxLength(10_000)]
    public IReadOnlyList<string> OperationNames { get; init; } = [];

    /// <summary>Whether every caller can query the schema (<c>__schema</c>, <c>__type</c>). A
    /// subgraph of a federation also tells it by the field <c>_service</c>.</summary>
    public bool Introspection { get; init; }

    /// <summary>The groups whose consumers can query the schema in any case.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> IntrospectionGroups { get; init; } = [];

    /// <summary>The maximum nesting of fields. A field of the operation has the depth 1. Tools that query the schema need 14.</summary>
    [Range(1, 100)]
    public int MaxDepth { get; init; } = 15;

    /// <summary>The maximum cost of an operation.</summary>
    [Range(1, 1_000_000_000)]
    public int MaxCost { get; init; } = 1000;

    /// <summary>The costs of fields by name, whatever their type; a number is short for <c>cost</c>. Others cost 1.</summary>
    [MaxLength(10_000)]
    public IReadOnlyDictionary<string, FieldOptions> Fields { get; init; } = new Dictionary<string, FieldOptions>();

    /// <summary>The arguments that state the number of items: names, or paths of members such as <c>page.first</c>. The cost of the field
    /// and of the fields in it is multiplied by the largest of them.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> SizeArguments { get; init; } = ["first", "last", "limit"];

    /// <summary>The maximum number of aliases, with those of each use of a fragment.</summary>
    [Range(0, 100_000)]
    public int MaxAliases { get; init; } = 30;

    /// <summary>The maximum number of directives, with those of each use of a fragment.</summary>
    [Range(0, 100_000)]
    public int MaxDirectives { get; init; } = 50;

    /// <summary>The maximum number of fields of an operation itself, with those of its fragments.</summary>
    [Range(1, 10_000)]
    public int MaxRootFields { get; init; } = 20;

    /// <summary>The maximum number of tokens of a document, with all of its operations: names, numbers, texts and punctuators.</summary>
    [Range(1, 100_000)]
    public int MaxTokens { get; init; } = 2000;

    /// <summary>The maximum number of requests in a batch, which is a JSON array; 0 rejects batches. Each is checked by itself, and their
    /// costs together have the limit <c>maxCost</c>.</summary>
    [Range(0, 100)]
    public int MaxBatch { get; init; }

    /// <summary>Whether WebSockets are forwarded, such as those for subscriptions. Their messages aren't checked.</summary>
    public bool WebSockets { get; init; }

    /// <summary>A file with trusted documents: a JSON object whose members are ids, or the SHA-256 hashes of documents as hexadecimal
    /// digits, and whose values are documents. Clients send the id or the hash instead of a document.</summary>
    [StringLength(1000, MinimumLength = 1)]
    public string? Documents { get; init; }

    /// <summary>Whether only documents of the file are allowed. Requires <c>documents</c>.</summary>
    public bool DocumentsOnly { get; init; }

    /// <summary>Whether clients can register documents by their hashes (automatic persisted queries). They are checked like others, and
    /// stored in the host's cache up to 64 kB.</summary>
    public bool AutomaticPersistedQueries { get; init; }

    /// <summary>The time that a registered document is stored without being used.</summary>
    [DurationRange("1m", "30d")]
    public TimeSpan PersistedQueryLifetime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The maximum nesting of objects and arrays in a JSON body.</summary>
    [Range(3, 256)]
    public int MaxJsonDepth { get; init; } = 64;

    /// <summary>The maximum length of the request's body, encoded and decoded, 1 B to 16 MB. A longer one is rejected with 413.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Megabytes(1);

    /// <summary>The HTTP status of errors of the gateway: that of the error (<c>http</c>), such as 400, or 200 (<c>ok</c>), for clients
    /// that don't read the body of another status.</summary>
    public ErrorStatus ErrorStatus { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (MaxBodySize.Bytes < 1 || MaxBodySize > s_maximumSize)
            yield return new OptionsError("maxBodySize", $"is {MaxBodySize}; it must be between 1B and {s_maximumSize}");
        if (DocumentsOnly && Documents is null)
            yield return new OptionsError("documentsOnly", "needs a file; set 'documents'");
        if (DocumentsOnly && AutomaticPersistedQueries)
            yield return new OptionsError("automaticPersistedQueries", "can't be combined with 'documentsOnly'");
        if (Introspection && IntrospectionGroups.Count > 0)
            yield return new OptionsError("introspectionGroups", "has no effect with 'introspection: true'");
        foreach (var (option, names) in new[]
        {
            ("operationNames", OperationNames), ("sizeArguments", [.. SizeArguments.SelectMany(path => path.Split('.'))]),
            ("fields", [.. Fields.Keys]),
        })
        {
            if (names.FirstOrDefault(name => !IsName(name)) is { } invalid)
                yield return new OptionsError(option, $"has {HeaderOptions.Quoted(invalid)}, which isn't a name in GraphQL");
        }
    }

    /// <inheritdoc />
    public void Describe(ApiDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        description.AddNote($"GraphQL operations can be nested {MaxDepth} levels deep, and have a cost of at most {MaxCost}.");
        if (DocumentsOnly)
            description.AddNote("Only trusted documents are allowed.");
    }

    private static bool IsName(string text)
        => text.Length is > 0 and <= 200 && !char.IsAsciiDigit(text[0])
            && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
