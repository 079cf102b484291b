using GatewayKit.OpenApi.Reading.Swagger;
using GatewayKit.OpenApi.Schemas.Compilation;

namespace GatewayKit.OpenApi.Reading;

/// <summary>The files of a document: itself, and those that it refers to, each read once. Never anything from a network.</summary>
internal sealed class Sources(OpenApiReaderOptions options, string? folder, Findings findings)
{
    private readonly Dictionary<string, Source?> _files = new(StringComparer.Ordinal);
    private readonly SourceText _text = new(options, findings);
    private readonly ReferenceFolders? _folders = ReferenceFolders.Of(folder, options.ReferenceRoots);
    private readonly OrderedDictionary<string, bool> _paths = new(StringComparer.Ordinal);
    private OpenApiSchemas? _schemas;
    private bool _isSwagger;
    private long _size;

    /// <summary>The paths of the files that were read, or looked for within the folders.</summary>
    public IEnumerable<string> Paths => _paths.Keys;

    /// <summary>From now on what is read is known to the schemas, and what has been read becomes so.</summary>
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
            source = source with { Root = SwaggerWords.Translate(source.Root, options.MaxDepth) };
        _files[uri.AbsoluteUri] = source;
        if (source is not null)
            _schemas?.Add(source.Uri, source.Root);
        return source;
    }

    /// <summary>The place of a schema; null if it is in no file.</summary>
    public Place? Place(OpenApiSchema schema)
    {
        var (uri, pointer) = SchemaUri.Split(schema.Location);
        return Known(uri) is { } source ? new Place(source, pointer ?? "", schema.Json) : null;
    }

    /// <summary>A file that has been read already.</summary>
    public Source? Known(string uri) => _files.GetValueOrDefault(uri);

    /// <summary>The file at a URI; null if it can't be had, with what is wrong if that has not been told yet.</summary>
    public Source? Load(Uri uri, out string? problem)
    {
        problem = null;
        var key = SchemaUri.Key(uri);
        if (_files.TryGetValue(key, out var known))
        {
            problem = known is null ? "The reference leads to a file that can't be read." : null;
            return known;
        }
        if (_folders is null && (uri is { IsFile: true, IsUnc: false } || uri.Scheme == FileUri.NameScheme))
            problem = "The reference leads to a file, but no folder is set that references may lead into.";
        else if (!uri.IsFile || uri.IsUnc)
            problem = "The reference leads out of the files: nothing is read from a network.";
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
            problem = path is null ? "The reference leads out of the folders that references may lead into."
                : !File.Exists(path) ? "The reference leads to a file that does not exist."
                : null;
            return problem is null ? Add(uri, _folders.Name(path!), FileBytes.Read(path!, Allowed)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = exception is FileTooLargeException ? exception.Message : "The reference leads to a file that can't be read.";
            return null;
        }
    }

    private long Allowed => Math.Min(options.MaxFileSize, options.MaxTotalSize - _size);
}
