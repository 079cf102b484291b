using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>The files of a document: the document itself and those that it references, each read once. Never accesses the
/// network.</summary>
internal sealed class Sources(OpenApiReaderOptions options, string? folder, Findings findings)
{
    private readonly Dictionary<string, Source?> _files = new(StringComparer.Ordinal);
    private readonly SourceText _text = new(options, findings);
    private readonly ReferenceFolders? _folders = ReferenceFolders.Of(folder, options.ReferenceRoots);
    private readonly OrderedDictionary<string, bool> _paths = new(StringComparer.Ordinal);
    private OpenApiSchemas? _schemas;
    private bool _isSwagger;
    private long _size;

    /// <summary>The paths of the files that were read, or that were missing in the folders.</summary>
    public IEnumerable<string> Paths => _paths.Keys;

    /// <summary>Adds all files, those already read and later ones, to the schemas.</summary>
    public void Register(OpenApiSchemas schemas)
    {
        _schemas = schemas;
        foreach (var source in _files.Values.OfType<Source>())
            schemas.Add(source.Uri, source.Root);
    }

    public Source? Add(Uri uri, string name, ReadOnlyMemory<byte> text)
    {
        _size += text.Length;
        var source = _text.Parse(uri, name, text);
        _isSwagger |= _files.Count == 0 && source is not null && Members.Any(source.Whole, "swagger") is not null;
        if (_isSwagger && source is not null)
            source = source with { Root = SwaggerTerms.Translate(source.Root, options.MaxDepth) };
        _files[uri.AbsoluteUri] = source;
        if (source is not null)
            _schemas?.Add(source.Uri, source.Root);
        return source;
    }

    /// <summary>Returns the location of a schema; <c>null</c> if it isn't in a file.</summary>
    public SourceLocation? Locate(OpenApiSchema schema)
    {
        var (uri, pointer) = SchemaUri.Split(schema.Location);
        return Known(uri) is { } source ? new SourceLocation(source, pointer ?? "", schema.Json) : null;
    }

    /// <summary>Returns a file that was already read.</summary>
    public Source? Known(string uri) => _files.GetValueOrDefault(uri);

    /// <summary>Returns the file at a URI; <c>null</c> if it isn't available, with the error unless it was already reported.</summary>
    public Source? Load(Uri uri, out string? problem)
    {
        problem = null;
        var key = SchemaUri.Key(uri);
        if (_files.TryGetValue(key, out var known))
        {
            problem = known is null ? "The reference points to a file that can't be read." : null;
            return known;
        }
        if (_folders is null && (uri is { IsFile: true, IsUnc: false } || uri.Scheme == FileUri.NameScheme))
            problem = "The reference points to a file, but no folder for references is set.";
        else if (!uri.IsFile || uri.IsUnc)
            problem = "The reference points outside of the files; the network is never accessed.";
        else if (_files.Count > options.MaxFiles)
            problem = $"The document refers to more than {options.MaxFiles} files.";
        else
            return Read(uri, out problem);
        return null;
    }

    private Source? Read(Uri uri, out string? problem)
    {
        try
        {
            var path = _folders!.Find(uri.LocalPath);
            if (path is not null)
            {
                _paths.TryAdd(Path.GetFullPath(uri.LocalPath), true);
                _paths.TryAdd(path, true);
            }
            problem = path is null ? "The reference points outside of the folders that references may use."
                : !File.Exists(path) ? "The reference points to a file that doesn't exist."
                : null;
            return problem is null ? Add(uri, _folders.Name(path!), FileBytes.Read(path!, Allowed)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException)
        {
            problem = exception is FileTooLargeException ? exception.Message : "The reference points to a file that can't be read.";
            return null;
        }
    }

    private long Allowed => Math.Min(options.MaxFileSize, options.MaxTotalSize - _size);
}
