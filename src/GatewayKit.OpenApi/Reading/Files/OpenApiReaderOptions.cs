namespace GatewayKit.OpenApi;

/// <summary>The access and limits for reading a document. Exceeding a limit is an error of the document.</summary>
public sealed record OpenApiReaderOptions
{
    /// <summary>The folder (with its subfolders) that a document's references may use; symbolic links out of it aren't followed. Default:
    /// the folder of a loaded file; a parsed document doesn't have one and can't reference files. The names of parsed documents are below
    /// this folder. The reader never accesses the network.</summary>
    public string? Folder { get; init; }

    /// <summary>Additional folders (with their subfolders) that references may use, for example for schemas that several APIs share: at
    /// most 16, absolute or relative to the working directory. Symbolic links out of all folders aren't followed. Default: none.</summary>
    public IReadOnlyList<string> ReferenceRoots { get; init; } = [];

    /// <summary>The maximum size of a file in bytes, also after expanding YAML aliases. Default: 64 MB.</summary>
    public int MaxFileSize { get; init; } = 64 * 1024 * 1024;

    /// <summary>The maximum size in bytes of the document and all files that it references. Default: 256 MB.</summary>
    public long MaxTotalSize { get; init; } = 256 * 1024 * 1024;

    /// <summary>The maximum number of referenced files. Default: 1000.</summary>
    public int MaxFiles { get; init; } = 1000;

    /// <summary>The maximum depth of nested values: 1 to 512. Default: 256.</summary>
    public int MaxDepth { get; init; } = 256;

    /// <summary>The maximum length of a chain of references. Default: 64.</summary>
    public int MaxReferences { get; init; } = 64;

    /// <summary>The maximum number of parts (parameters, responses, schemas and so on) in a document, counting those that references repeat
    /// each time. Long names count more. Default: 10 million.</summary>
    public long MaxParts { get; init; } = 10_000_000;

    /// <summary>The maximum number of errors, and of warnings, to collect. Default: 100.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>Whether to compile all schemas that operations use, so that their errors are errors of the document. Default: <c>false</c>,
    /// which compiles a schema when it is first used.</summary>
    public bool CompileSchemas { get; init; }
}
