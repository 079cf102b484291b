using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.OpenApi;

/// <summary>The document and its findings.</summary>
public sealed class OpenApiResult
{
    internal OpenApiResult(OpenApiDocument? document, IReadOnlyList<OpenApiError> findings, int omitted, IReadOnlyList<string> files)
    {
        (Document, Findings, Omitted, Files) = (document, findings, omitted, files);
        Errors = [.. findings.Where(finding => finding.Severity == OpenApiSeverity.Error)];
        Warnings = [.. findings.Where(finding => finding.Severity == OpenApiSeverity.Warning)];
    }

    /// <summary>The document without the parts that have errors; <c>null</c> if nothing can be read.</summary>
    public OpenApiDocument? Document { get; }

    /// <summary>All findings with their locations, ordered by file and line.</summary>
    public IReadOnlyList<OpenApiError> Findings { get; }

    /// <summary>The findings whose parts are left out. An application that must serve or validate the whole document should reject it if
    /// there are any.</summary>
    public IReadOnlyList<OpenApiError> Errors { get; }

    /// <summary>The findings whose meaning is clear.</summary>
    public IReadOnlyList<OpenApiError> Warnings { get; }

    /// <summary>The number of findings beyond <see cref="OpenApiReaderOptions.MaxErrors"/>, which are not listed.</summary>
    public int Omitted { get; }

    /// <summary>The full paths of all files that were read, or that were missing: the document and the files that it references. A change
    /// to any of them may change the document.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Whether there is a document, with or without errors.</summary>
    [MemberNotNullWhen(true, nameof(Document))]
    public bool Succeeded => Document is not null;
}
