using GatewayKit.Tokens;

namespace GatewayKit.Plugins.UpstreamAuth.Tokens;

/// <summary>
/// Keeps one token: requests it once for all exchanges that wait for it, and requests the next one before it expires, while the
/// exchanges still use it.
/// </summary>
internal sealed class TokenSource(
    Func<CancellationToken, Task<Token>> request, TimeProvider time, Action<TokenException> report) : IDisposable
{
    /// <summary>The pause after a failure, in which no further request is sent.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposed = new();
    private Token? _token;
    private Task<Token>? _pending;
    private (long At, TokenException Error)? _failure;

    /// <summary>Returns a valid token, at once if there is one.</summary>
    /// <exception cref="TokenException">There is no token.</exception>
    public ValueTask<Token> GetAsync(CancellationToken cancellation)
    {
        var token = Volatile.Read(ref _token);
        if (token is null || !token.IsValid(time))
            return new(Request(token).WaitAsync(cancellation));
        if (token.IsOld(time))
            _ = Request(token);
        return new(token);
    }

    /// <summary>Forgets a token that the upstream doesn't accept, unless it is so new that another one wouldn't be better.</summary>
    public void Forget(Token rejected)
    {
        if (!rejected.IsNew(time))
            Interlocked.CompareExchange(ref _token, null, rejected);
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
        _token = null;
    }

    /// <param name="known">The token to replace. If another request has replaced it already, there is nothing to request.</param>
    private Task<Token> Request(Token? known)
    {
        lock (_lock)
        {
            if (_token is { } current && current != known && current.IsValid(time))
                return Task.FromResult(current);
            if (_pending is { } pending)
                return pending;
            if (_failure is { } failure && time.GetElapsedTime(failure.At) < s_pause)
                return Task.FromException<Token>(failure.Error);

            var task = RequestAsync();
            // Exchanges that wait may give up, and a request ahead of time has none: the exception counts as observed.
            _ = task.ContinueWith(
                static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            _pending = task;
            return task;
        }
    }

    private async Task<Token> RequestAsync()
    {
        // Not on the thread that holds the lock.
        await Task.Yield();
        try
        {
            var token = await request(_disposed.Token).ConfigureAwait(false);
            lock (_lock)
                (_token, _pending, _failure) = (token, null, null);
            return token;
        }
        catch (TokenException error)
        {
            lock (_lock)
                (_pending, _failure) = (null, (time.GetTimestamp(), error));
            report(error);
            throw;
        }
        catch
        {
            lock (_lock)
                _pending = null;
            throw;
        }
    }
}
