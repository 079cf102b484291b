using System.Xml;
using System.Xml.Linq;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>
/// Reads a WSDL document and the documents that it imports, within limits: files in the document's folder and in the reference roots, and
/// documents from the origin of the document itself. Document type definitions aren't allowed.
/// </summary>
/// <param name="source">The path or URL of the document.</param>
/// <param name="roots">Additional folders that the document can reference.</param>
/// <param name="allowsRemote">Whether documents of other origins are read.</param>
/// <param name="time">The clock for the time limit.</param>
internal sealed class WsdlFiles(string source, IReadOnlyList<string> roots, bool allowsRemote, TimeProvider time) : XmlResolver, IDisposable
{
    private const int MaxFiles = 200;
    private const int MaxFileSize = 8 << 20;
    private const int MaxTotalSize = 32 << 20;
    private const int MaxDepth = 128;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    private readonly Dictionary<Uri, byte[]> _read = [];
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    // All downloads together, with their bodies.
    private readonly CancellationTokenSource _timeout = new(s_timeout, time);
    private int _total;

    /// <summary>Gets the location of the document.</summary>
    public Uri Root { get; } = UriOf(source);

    /// <summary>Gets the first failure, because the reader of schemas continues after it.</summary>
    public ToolException? Failure { get; private set; }

    /// <summary>Reads a document.</summary>
    /// <exception cref="ToolException">The document can't be read, or exceeds a limit.</exception>
    public XDocument Load(Uri uri)
    {
        using var reader = Open(Read(uri));
        return XDocument.Load(reader);
    }

    public override Uri ResolveUri(Uri? baseUri, string? relativeUri)
        => Uri.TryCreate(baseUri ?? Root, relativeUri ?? "", out var uri)
            ? uri
            : throw new ToolException($"'{Root}' references '{relativeUri}', which isn't a valid location.");

    public override object? GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn)
    {
        try
        {
            return new MemoryStream(Read(absoluteUri), writable: false);
        }
        catch (ToolException error)
        {
            Failure ??= error;
            throw;
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _timeout.Dispose();
    }

    private static Uri UriOf(string source)
        => Uri.TryCreate(source, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : new Uri(Path.GetFullPath(source));

    private static XmlReader Open(byte[] content) => XmlReader.Create(new MemoryStream(content, writable: false), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxFileSize,
    });

    private byte[] Read(Uri uri)
    {
        uri = uri.Fragment.Length == 0 ? uri : new Uri(uri.GetLeftPart(UriPartial.Query));
        if (_read.TryGetValue(uri, out var known))
            return known;
        if (uri.IsFile && uri.LocalPath.Contains('\0', StringComparison.Ordinal))
            throw new ToolException($"'{uri}' can't be read: its path has a null character.");
        if (!IsAllowed(uri))
        {
            throw new ToolException(uri.IsFile
                ? $"'{uri.LocalPath}' is outside the document's folder. Use --reference-root to allow its folder."
                : $"'{uri}' isn't read. Use --remote to allow documents of other hosts.");
        }

        if (_read.Count == MaxFiles)
            throw new ToolException($"'{Root}' imports more than {MaxFiles} documents.");
        var content = uri.IsFile ? ReadFile(uri.LocalPath) : Download(uri);
        if ((_total += content.Length) > MaxTotalSize)
            throw new ToolException($"'{Root}' and the documents that it imports are larger than {MaxTotalSize >> 20} MB.");
        Check(uri, content);
        return _read[uri] = content;
    }

    private bool IsAllowed(Uri uri)
    {
        if (uri == Root)
            return true;
        if (!uri.IsFile)
            return uri.Scheme is "http" or "https" && (allowsRemote || (!Root.IsFile && IsOriginOf(uri)));

        return Root.IsFile && roots.Append(Path.GetDirectoryName(Root.LocalPath)!).Any(root => IsIn(root, uri.LocalPath));
    }

    private bool IsOriginOf(Uri uri)
        => Uri.Compare(uri, Root, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.Ordinal) == 0;

    private static bool IsIn(string root, string path)
        => Path.GetRelativePath(Path.GetFullPath(root), path) is var relative
            && relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            && !Path.IsPathRooted(relative);

    private static byte[] ReadFile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Wait(ReadAllAsync(file, path, CancellationToken.None));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{path}' can't be read: {error.Message}", error);
        }
    }

    private byte[] Download(Uri uri)
    {
        try
        {
            return Wait(DownloadAsync(uri, _timeout.Token));
        }
        catch (OperationCanceledException error)
        {
            throw new ToolException($"'{uri}' can't be read: the downloads took longer than {s_timeout.TotalSeconds} seconds.", error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new ToolException($"'{uri}' can't be read: {error.Message}", error);
        }
    }

    private async Task<byte[]> DownloadAsync(Uri uri, CancellationToken cancellation)
    {
        using var response = await _client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new ToolException($"'{uri}' responded with {(int)response.StatusCode}.");
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
            return await ReadAllAsync(body, uri.ToString(), cancellation).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream, string name, CancellationToken cancellation)
    {
        var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (content.Length + count > MaxFileSize)
                throw new ToolException($"'{name}' is larger than {MaxFileSize >> 20} MB.");
            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }

    // The readers of XML resolve locations synchronously. A synchronous read of a response can't be canceled.
    private static byte[] Wait(Task<byte[]> reading) => reading.GetAwaiter().GetResult();

    private static void Check(Uri uri, byte[] content)
    {
        var name = uri.IsFile ? uri.LocalPath : uri.ToString();
        try
        {
            using var reader = Open(content);
            while (reader.Read())
            {
                if (reader.Depth > MaxDepth)
                    throw new ToolException($"'{name}' nests deeper than {MaxDepth} levels.");
            }
        }
        catch (XmlException error)
        {
            // The reader doesn't state the place of a document type definition.
            throw new ToolException(
                error.LineNumber > 0 ? $"'{name}' isn't valid XML (line {error.LineNumber}, position {error.LinePosition})."
                    : content.AsSpan().IndexOf("<!DOCTYPE"u8) >= 0 ? $"'{name}' has a document type definition, which isn't allowed."
                    : $"'{name}' isn't valid XML.",
                error);
        }
    }
}
