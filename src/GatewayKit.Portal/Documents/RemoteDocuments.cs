using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Portal.Documents;

/// <summary>
/// The documents at addresses. The first reader waits for a document; later it is fetched in the background, and while that fails, the
/// last one stays in use. Redirects aren't followed.
/// </summary>
internal sealed partial class RemoteDocuments(IHttpClientFactory clients, TimeProvider time, ILogger<RemoteDocuments> logger)
{
    /// <summary>The name of the HTTP client, whose handler the host can replace.</summary>
    public const string Client = "GatewayKit.Portal";

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, State> _states = new(StringComparer.Ordinal);
    private int _changes;

    /// <summary>The number of changes of documents after their first attempt, for which readers wait.</summary>
    public int Changes => Volatile.Read(ref _changes);

    public static HttpMessageHandler CreateHandler()
        => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = s_timeout };

    /// <summary>Returns the document at an address.</summary>
    public async Task<LoadedDocument> LoadAsync(string address)
    {
        var state = _states.GetOrAdd(address, _ => new State());
        Task<LoadedDocument> first;
        lock (state)
        {
            state.First ??= FetchAsync(address, state);
            first = state.First;
        }

        var loaded = await first.ConfigureAwait(false);
        return state.Latest ?? loaded;
    }

    /// <summary>Forgets the documents at other addresses, and fetches those again whose time has come.</summary>
    /// <returns>The end of the fetches, for which readers don't wait.</returns>
    public Task RefreshAsync(IReadOnlySet<string> addresses)
    {
        var fetches = new List<Task>();
        foreach (var (address, state) in _states)
        {
            if (!addresses.Contains(address))
                _states.TryRemove(address, out _);
            else if (state.TryBegin(time.GetUtcNow()))
                fetches.Add(FetchAsync(address, state));
        }

        return Task.WhenAll(fetches);
    }

    private async Task<LoadedDocument> FetchAsync(string address, State state)
    {
        // The caller holds a lock.
        await Task.Yield();
        LoadedDocument? loaded;
        var hash = default(byte[]);
        var next = s_interval;
        try
        {
            var text = await ReadAsync(address).ConfigureAwait(false);
            hash = SHA256.HashData(text.Span);
            loaded = state.Find(hash) ?? DocumentFiles.Parse(text, "openapi");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException
            or InvalidOperationException)
        {
            loaded = new LoadedDocument(null, [error is OperationCanceledException ? "The address doesn't respond." : error.Message]);
        }

        if (loaded.Document is null)
        {
            var place = address.Split('?')[0];
            var reason = loaded.Errors.Count > 0 ? loaded.Errors[0] : "It isn't an OpenAPI document.";
            LogUnusable(place, reason);
            next = s_retry;
        }

        if (state.Complete(loaded, hash, time.GetUtcNow() + next))
            Interlocked.Increment(ref _changes);
        return loaded;
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(string address)
    {
        using var timeout = new CancellationTokenSource(s_timeout, time);
        using var client = clients.CreateClient(Client);
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", "application/json, application/yaml;q=0.9, */*;q=0.1");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException(string.Create(CultureInfo.InvariantCulture, $"The status is {(int)response.StatusCode}."));

        using var body = new MemoryStream();
        var stream = await response.Content.ReadAsStreamAsync(timeout.Token).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer, timeout.Token).ConfigureAwait(false)) > 0)
            {
                if (body.Length + read > DocumentFiles.MaxSize)
                    throw new HttpRequestException($"The document has more than {DocumentFiles.MaxSize} bytes.");
                body.Write(buffer, 0, read);
            }
        }

        return body.ToArray();
    }

    [LoggerMessage(1, LogLevel.Warning, "The portal can't use the document at '{Address}': {Reason}")]
    private partial void LogUnusable(string address, string reason);

    private sealed class State
    {
        private DateTimeOffset _due = DateTimeOffset.MaxValue;
        private byte[]? _hash;

        /// <summary>The first attempt.</summary>
        public Task<LoadedDocument>? First { get; set; }

        /// <summary>The last usable document.</summary>
        public LoadedDocument? Latest { get; private set; }

        public bool TryBegin(DateTimeOffset now)
        {
            lock (this)
            {
                if (now < _due)
                    return false;

                _due = DateTimeOffset.MaxValue;
                return true;
            }
        }

        /// <summary>Returns the latest document if its text has this hash.</summary>
        public LoadedDocument? Find(byte[] hash)
        {
            lock (this)
                return _hash is not null && hash.AsSpan().SequenceEqual(_hash) ? Latest : null;
        }

        /// <summary>Keeps a usable document, and the first result. Returns whether it replaces another one.</summary>
        public bool Complete(LoadedDocument loaded, byte[]? hash, DateTimeOffset due)
        {
            lock (this)
            {
                _due = due;
                if (Latest is not null && (loaded.Document is null || ReferenceEquals(loaded, Latest)))
                    return false;

                var isFirst = Latest is null;
                (Latest, _hash) = (loaded, hash);
                return !isFirst;
            }
        }
    }
}
