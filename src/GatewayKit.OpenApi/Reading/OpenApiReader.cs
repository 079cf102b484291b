using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads a document and the files that it references.</summary>
internal static class OpenApiReader
{
    public static OpenApiResult Load(string file, OpenApiReaderOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        var path = Path.GetFullPath(file);
        try
        {
            var text = FileBytes.Read(path, Math.Min(options.MaxFileSize, options.MaxTotalSize));
            return Read(FileUri.Of(path), file, text, options.Folder ?? Path.GetDirectoryName(path), options, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var message = exception is FileNotFoundException or DirectoryNotFoundException ? "The file doesn't exist."
                : exception is FileTooLargeException ? exception.Message
                : "The file can't be read.";
            return new OpenApiResult(null, [new OpenApiError(file, "", 1, 1, message)], 0, [path]);
        }
    }

    public static OpenApiResult Parse(ReadOnlyMemory<byte> utf8, string name, OpenApiReaderOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var uri = options.Folder is null ? FileUri.OfName(name) : FileUri.Of(Path.Combine(options.Folder, name));
        return utf8.Length <= options.MaxFileSize
            ? Read(uri, name, utf8, options.Folder, options, path: null)
            : new OpenApiResult(null, [new OpenApiError(name, "", 1, 1, new FileTooLargeException(options.MaxFileSize).Message)], 0, []);
    }

    private static OpenApiResult Read(
        Uri uri, string name, ReadOnlyMemory<byte> text, string? folder, OpenApiReaderOptions options, string? path)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxDepth, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxDepth, 512, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxErrors, 1, nameof(options));

        var findings = new Findings(options.MaxErrors);
        var sources = new Sources(options, folder, findings);
        OpenApiDocument? document = null;
        if (sources.Add(uri, name, text) is { } source && VersionReader.Read(source, findings) is { } version)
        {
            var schemas = new OpenApiSchemas(version.Dialect);
            sources.Register(schemas);
            document = Read(source, new ReaderScope(version.Version, schemas, sources, findings, options));
        }
        var files = path is null ? sources.Paths : sources.Paths.Prepend(path).Distinct(StringComparer.Ordinal);
        return new OpenApiResult(document, findings.Finish(), findings.Omitted, [.. files]);
    }

    private static OpenApiDocument? Read(Source source, ReaderScope scope)
    {
        try
        {
            var document = new DocumentReader(scope).Read(source);
            var check = new SchemaCheck(scope);
            check.Used();
            check.Unused(source.Whole);
            if (scope.Options.CompileSchemas)
                check.Compile();
            return document;
        }
        catch (TooLargeException exception)
        {
            scope.Findings.Error(source.Whole, exception.Message);
            return null;
        }
    }
}
