using System.Collections.Concurrent;
using GatewayKit.OpenApi;

namespace GatewayKit.Portal.Documents;

/// <summary>The documents in files, each read again only after one of its files has changed.</summary>
/// <param name="time">The clock, which is compared with the times of files.</param>
internal sealed class DocumentFiles(TimeProvider time)
{
    /// <summary>The maximum size of a document in bytes.</summary>
    public const int MaxSize = 16 * 1024 * 1024;

    private const int MaxUnused = 200;

    private static readonly OpenApiReaderOptions s_options = new()
    {
        MaxFileSize = MaxSize,
        MaxTotalSize = 4L * MaxSize,
        MaxParts = 1_000_000,
    };

    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private volatile IReadOnlySet<string> _used = new HashSet<string>();

    /// <summary>Returns a document with the files that it was read from.</summary>
    public (LoadedDocument Document, IReadOnlyList<string> Files) Load(string path)
    {
        if (_kept.TryGetValue(path, out var kept) && kept.IsCurrent)
            return (kept.Document, kept.Files);

        // The stamps of the files that are known are those before the read, so that a change during it isn't lost.
        var before = (kept?.Files ?? []).Append(path).Distinct(StringComparer.Ordinal).ToDictionary(
            file => file, FileVersion.Of, StringComparer.Ordinal);
        var since = time.GetUtcNow().UtcDateTime;
        var result = OpenApiDocument.Load(path, s_options);
        kept = new Kept(LoadedDocument.Of(result), result.Files, [.. result.Files.Select(
            file => before.TryGetValue(file, out var version) ? version : FileVersion.OfRead(file, since))]);
        _kept[path] = kept;
        if (_kept.Count > _used.Count + MaxUnused)
            Drop();
        return (kept.Document, kept.Files);
    }

    /// <summary>Drops the documents that the content doesn't use. A rejected configuration can load others, some of which are
    /// kept.</summary>
    public void Keep(IReadOnlySet<string> paths)
    {
        _used = paths;
        Drop();
    }

    /// <summary>Reads a document that isn't in a file.</summary>
    public static LoadedDocument Parse(ReadOnlyMemory<byte> text, string name)
        => LoadedDocument.Of(OpenApiDocument.Parse(text, name, s_options));

    /// <summary>Returns whether a file has changed since the document was read.</summary>
    public bool IsCurrent(string path) => _kept.TryGetValue(path, out var kept) && kept.IsCurrent;

    private void Drop()
    {
        foreach (var path in _kept.Keys.Where(path => !_used.Contains(path)).ToList())
            _kept.TryRemove(path, out _);
    }

    private sealed class Kept(LoadedDocument document, IReadOnlyList<string> files, FileVersion[] versions)
    {
        public LoadedDocument Document => document;

        public IReadOnlyList<string> Files => files;

        public bool IsCurrent => Array.TrueForAll(versions, version => FileVersion.Of(version.Path) == version);
    }
}
