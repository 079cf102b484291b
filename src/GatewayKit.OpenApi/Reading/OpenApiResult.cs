using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.OpenApi;

/// <summary>A document that was read, and what is wrong with it.</summary>
public sealed class OpenApiResult
{
    internal OpenApiResult(OpenApiDocument? document, IReadOnlyList<OpenApiError> findings, int omitted, IReadOnlyList<string> files)
    {
        (Document, Findings, Omitted, Files) = (document, findings, omitted, files);
        Errors = [.. findings.Where(finding => finding.Severity == OpenApiSeverity.Error)];
        Warnings = [.. findings.Where(finding => finding.Severity == OpenApiSeverity.Warning)];
    }

    /// <summary>The document without the parts that have errors; null if nothing can be read.</summary>
    public OpenApiDocument? Document { get; }

    /// <summary>Everything that was found, each with its place, ordered by file and line.</summary>
    public IReadOnlyList<OpenApiError> Findings { get; }

    /// <summary>The findings that left a part out. Who must not serve or check less than the document says refuses it if there are any.</summary>
    public IReadOnlyList<OpenApiError> Errors { get; }

    /// <summary>The findings whose meaning was clear.</summary>
    public IReadOnlyList<OpenApiError> Warnings { get; }

    /// <summary>The number of findings beyond <see cref="OpenApiReaderOptions.MaxErrors"/>, which are not listed.</summary>
    public int Omitted { get; }

    /// <summary>The full paths of all files that were read, or looked for in vain: the document and those that it refers to. A change of any of
    /// them may change the document.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Whether there is a document, with or without errors.</summary>
    [MemberNotNullWhen(true, nameof(Document))]
    public bool Succeeded => Document is not null;
}
