using System.Collections.Concurrent;
using GatewayKit.OpenApi;

namespace GatewayKit.Portal.Documents;

/// <summary>The documents in files, each read again only after one of its files has changed.</summary>
internal sealed class DocumentFiles
{
    /// <summary>The maximum size of a document in bytes.</summary>
    public const int MaxSize = 16 * 1024 * 1024;

    private const int MaxKept = 2000;

    private static readonly OpenApiReaderOptions s_options = new()
    {
        MaxFileSize = MaxSize,
        MaxTotalSize = 4L * MaxSize,
        MaxParts = 1_000_000,
    };

    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>Returns a document with the files that it was read from.</summary>
    public (LoadedDocument Document, IReadOnlyList<string> Files) Load(string path)
    {
        if (_kept.TryGetValue(path, out var kept) && kept.IsCurrent)
            return (kept.Document, kept.Files);

        var result = OpenApiDocument.Load(path, s_options);
        kept = new Kept(LoadedDocument.Of(result), result.Files);
        if (_kept.Count >= MaxKept)
            _kept.Clear();
        _kept[path] = kept;
        return (kept.Document, kept.Files);
    }

    /// <summary>Reads a document that isn't in a file.</summary>
    public static LoadedDocument Parse(ReadOnlyMemory<byte> text, string name)
        => LoadedDocument.Of(OpenApiDocument.Parse(text, name, s_options));

    /// <summary>Returns whether a file has changed since the document was read.</summary>
    public bool IsCurrent(string path) => _kept.TryGetValue(path, out var kept) && kept.IsCurrent;

    private sealed class Kept(LoadedDocument document, IReadOnlyList<string> files)
    {
        private readonly FileVersion[] _versions = [.. files.Select(FileVersion.Of)];

        public LoadedDocument Document => document;

        public IReadOnlyList<string> Files => files;

        public bool IsCurrent => Array.TrueForAll(_versions, version => FileVersion.Of(version.Path) == version);
    }
}
