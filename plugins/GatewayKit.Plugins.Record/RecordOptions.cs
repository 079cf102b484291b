using System.ComponentModel.DataAnnotations;
using GatewayKit.OpenApi.Fixtures;
using GatewayKit.OpenApi.Http;

namespace GatewayKit.Plugins.Record;

/// <summary>The options of <c>record</c>.</summary>
public sealed record RecordOptions : IValidatedOptions
{
    /// <summary>The file to write exchanges to, in an existing folder. A relative name is relative to the folder of the configuration
    /// file.</summary>
    [Required]
    public required string File { get; init; }

    /// <summary>The OpenAPI document. Exchanges are recorded by operation, and responses that violate it are reported. Default: none, which
    /// records by method and path.</summary>
    public string? Openapi { get; init; }

    /// <summary>Additional folders that references in the document may use, for example for schemas that several APIs share, at most 16.
    /// Relative names are relative to the folder of the configuration file. References may always use the document's own folder; the
    /// network is never accessed, and links out of all folders aren't followed.</summary>
    [MaxLength(16)]
    public IReadOnlyList<string> ReferenceRoots { get; init; } = [];

    /// <summary>The maximum length of a recorded body, decoded, 1 B to 16 MB. An exchange with a longer response isn't recorded.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Kilobytes(64);

    /// <summary>The maximum number of exchanges per operation, 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MaxExchanges { get; init; } = 20;

    /// <summary>The maximum number of operations, 1 to 10000.</summary>
    [Range(1, 10_000)]
    public int MaxOperations { get; init; } = 1000;

    /// <summary>The maximum size of the file, 4 KB to 64 MB.</summary>
    public ByteSize MaxFileSize { get; init; } = ByteSize.Megabytes(16);

    /// <summary>The maximum time for which new exchanges wait to be written together, 10 ms to 1 h.</summary>
    [DurationRange("10ms", "1h")]
    public TimeSpan WriteInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Additional names of headers, query parameters, cookies and members of bodies whose values are secrets.</summary>
    public IReadOnlyList<string> Redact { get; init; } = [];

    /// <summary>Names that look like secrets but aren't, such as <c>nextToken</c>.</summary>
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
        foreach (var error in SecretNames.Validate("redact", Redact).Concat(SecretNames.Validate("keep", Keep)))
            yield return error;
    }
}
