using System.ComponentModel.DataAnnotations;
using GatewayKit.OpenApi.Mocking.Fixtures;

namespace GatewayKit.Plugins.Record;

/// <summary>The options of <c>record</c>.</summary>
public sealed record RecordOptions : IValidatedOptions
{
    /// <summary>The file that exchanges are written to, in a folder that is there. A relative name goes by the configuration's folder.</summary>
    [Required]
    public required string File { get; init; }

    /// <summary>The OpenAPI document: exchanges are kept by its operations, and answers that violate it are reported. Default: by method and path.</summary>
    public string? Openapi { get; init; }

    /// <summary>Further folders that references of the document may lead into, such as one with schemas that several APIs share, at most 16. Relative
    /// names go by the folder of the configuration file. References may always lead into the document's own folder; nothing is read from a
    /// network, and links that leave all the folders are not followed.</summary>
    [MaxLength(16)]
    public IReadOnlyList<string> ReferenceRoots { get; init; } = [];

    /// <summary>The longest body that is kept, decoded, 1 B to 16 MB. An exchange with a longer answer is not recorded. Default: 64 KB.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Kilobytes(64);

    /// <summary>The most exchanges of one operation, 1 to 1000. Default: 20.</summary>
    [Range(1, 1000)]
    public int MaxExchanges { get; init; } = 20;

    /// <summary>The most operations, 1 to 10000. Default: 1000.</summary>
    [Range(1, 10_000)]
    public int MaxOperations { get; init; } = 1000;

    /// <summary>The longest that the file grows, 4 KB to 64 MB. Default: 16 MB.</summary>
    public ByteSize MaxFileSize { get; init; } = ByteSize.Megabytes(16);

    /// <summary>How long new exchanges may wait for being written together, 10 ms to 1 h. Default: 1 s.</summary>
    [DurationRange("10ms", "1h")]
    public TimeSpan WriteInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Further names of headers, query parameters, cookies and members of bodies whose values are secrets. Default: none.</summary>
    public IReadOnlyList<string> Redact { get; init; } = [];

    /// <summary>Names that look like those of secrets and are none, such as <c>nextToken</c>. Default: none.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (MaxBodySize < new ByteSize(1) || MaxBodySize > ByteSize.Megabytes(16))
            yield return new OptionsError("maxBodySize", $"is {MaxBodySize}; it must be between 1B and 16MB");
        if (MaxFileSize < ByteSize.Kilobytes(4) || MaxFileSize > new ByteSize(FixtureFile.MaxLength))
            yield return new OptionsError("maxFileSize", $"is {MaxFileSize}; it must be between 4KB and 64MB");
        foreach (var error in OpenApiFiles.CheckRoots(ReferenceRoots, Openapi is not null))
            yield return error;
        foreach (var (option, names) in new[] { ("redact", Redact), ("keep", Keep) })
        {
            for (var i = 0; i < names.Count; i++)
            {
                if (SecretNames.Normal(names[i]).Length == 0)
                    yield return new OptionsError($"{option}[{i}]", "must be a name with a letter or a digit in it");
            }
        }
    }
}
