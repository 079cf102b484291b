namespace GatewayKit.OpenApi;

/// <summary>What reading a document may touch and cost. What exceeds a bound is an error of the document.</summary>
public sealed record OpenApiReaderOptions
{
    /// <summary>The folder, with those below it, that a document's references may lead into; links that leave it are not followed.
    /// Default: the folder of the file that is loaded; for a document that is parsed, none, so that it can't refer to files. Names of
    /// parsed documents are below this folder. Nothing is ever read from a network.</summary>
    public string? Folder { get; init; }

    /// <summary>Further folders, with those below them, that references may lead into, such as one with schemas that several APIs share: at most
    /// 16, absolute or relative to the working directory. Links that leave all the folders are not followed. Default: none.</summary>
    public IReadOnlyList<string> ReferenceRoots { get; init; } = [];

    /// <summary>How many bytes one file may have, and what is written out of it where YAML repeats parts by aliases. Default: 64 MB.</summary>
    public int MaxFileSize { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many bytes the document and the files that it refers to may have together. Default: 256 MB.</summary>
    public long MaxTotalSize { get; init; } = 256 * 1024 * 1024;

    /// <summary>How many files a document may refer to. Default: 1000.</summary>
    public int MaxFiles { get; init; } = 1000;

    /// <summary>How deep values may be nested: 1 to 512. Default: 256.</summary>
    public int MaxDepth { get; init; } = 256;

    /// <summary>How many references may lead to each other before something else stands there. Default: 64.</summary>
    public int MaxReferences { get; init; } = 64;

    /// <summary>How many parts (parameters, responses, schemas and the like) a document may have, those counted again that its
    /// references repeat. Long names count more. Default: 10 million.</summary>
    public long MaxParts { get; init; } = 10_000_000;

    /// <summary>How many errors, and how many warnings, are collected. Default: 100.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>Whether every schema that operations use is compiled at once, so that findings in schemas are errors of the document.
    /// Default: false, so that a schema is compiled when it is first used.</summary>
    public bool CompileSchemas { get; init; }
}
