using System.Collections.Concurrent;
using GatewayKit.Authentication;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>
/// Asks an authorization server about tokens and remembers its answers:
/// <list type="number">
/// <item>requests with the same token share one call</item>
/// <item>a bounded number of calls runs at the same time, and a bounded number waits; beyond that, there is no answer</item>
/// <item>answers are remembered by a keyed digest of the token. Those about tokens that aren't active have a cache of their own, so that
/// unknown tokens don't displace valid ones</item>
/// </list>
/// </summary>
internal sealed class IntrospectionServer : IDisposable
{
    private const int MaximumCalls = 64;
    private const int MaximumPending = 1024;
    private const int MaximumAnswers = 20_000;
    private const long MaximumSize = 64L << 20;

    private readonly GenerationCache<KeyedDigest, Answer> _active = new(MaximumAnswers, MaximumSize, answer => answer.Size);
    private readonly GenerationCache<KeyedDigest, Answer> _inactive = new(MaximumAnswers);
    private readonly ConcurrentDictionary<KeyedDigest, Lazy<Task<Answer?>>> _running = new();
    private readonly SemaphoreSlim _calls = new(MaximumCalls);
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stopped;
    private readonly ServerSettings _settings;
    private readonly IntrospectionEndpoint _endpoint;
    private readonly ServerLog _log;
    private readonly TimeProvider _time;
    private int _pending;
    private int _disposed;

    public IntrospectionServer(ServerSettings settings, IHttpClientFactory clients, TimeProvider time, ILogger logger)
    {
        _log = new ServerLog(settings.Name, time, logger);
        _endpoint = new IntrospectionEndpoint(settings, clients, time, _log);
        (_settings, _time, _stopped) = (settings, time, _stopping.Token);
    }

    /// <summary>Returns an answer that can be used without asking; null if there is none. Doesn't allocate.</summary>
    public Answer? Find(in KeyedDigest digest, TimeSpan cacheFor)
        => (_active.TryFind(digest, out var answer) || _inactive.TryFind(digest, out answer)) && answer.IsFresh(cacheFor, _time)
            ? answer
            : null;

    /// <summary>Returns whether a call about a token is running.</summary>
    public bool IsAsking(in KeyedDigest digest) => _running.ContainsKey(digest);

    /// <summary>Asks the server, or waits for a call about the same token.</summary>
    /// <returns>The answer; null if the server can't be asked or doesn't answer clearly.</returns>
    public Task<Answer?> AskAsync(in KeyedDigest digest, string token, CancellationToken cancellation)
        => _running.GetOrAdd(digest, key => new Lazy<Task<Answer?>>(() => CallAsync(key, token))).Value.WaitAsync(cancellation);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        // Calls that are running still release the semaphore, which holds nothing that must be disposed.
        _stopping.Cancel();
        _stopping.Dispose();
        _endpoint.Dispose();
    }

    // It must not throw: requests that wait for it may have gone, and the exception would be unobserved.
    private async Task<Answer?> CallAsync(KeyedDigest digest, string token)
    {
        try
        {
            if (Interlocked.Increment(ref _pending) > MaximumPending)
                return _log.Failed("too many tokens wait for it");
            if (!await _calls.WaitAsync(_settings.Timeout, _stopped).ConfigureAwait(false))
                return _log.Failed("too many calls wait for it");

            try
            {
                return Remember(digest, await _endpoint.AskAsync(token, _stopped).ConfigureAwait(false));
            }
            finally
            {
                _calls.Release();
            }
        }
        catch (Exception error) when (error is HttpRequestException or TimeoutException)
        {
            return _log.Failed(error.Message);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
            _running.TryRemove(digest, out _);
        }
    }

    private Answer? Remember(in KeyedDigest digest, Answer? answer)
    {
        if (answer is null)
            return null;

        // A token that was active needs the answer in its place: otherwise, entries that remember answers longer would still accept it.
        var cache = answer.IsActive || _active.TryFind(digest, out _) ? _active : _inactive;
        cache.Add(digest, answer);
        return answer;
    }
}
