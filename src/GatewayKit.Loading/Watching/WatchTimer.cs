using System.Diagnostics.CodeAnalysis;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Loading.Watching;

/// <summary>Polls a folder from the first change token on and fires the token when the folder has changed.</summary>
internal sealed class WatchTimer : IDisposable
{
    private readonly FolderWatch _watch;
    private readonly TimeSpan _interval;
    private readonly ChangeSignal _signal = new();
    private readonly Lazy<ITimer> _timer;
    private volatile bool _isDisposed;

    public WatchTimer(FolderWatch watch, TimeProvider time, TimeSpan interval)
    {
        _watch = watch;
        _interval = interval;
        _timer = new Lazy<ITimer>(() => time.CreateTimer(_ => Poll(), null, interval, Timeout.InfiniteTimeSpan));
    }

    public IChangeToken Token
    {
        get
        {
            var token = _signal.Token;
            if (!_isDisposed)
                _ = _timer.Value;
            return token;
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        if (_timer.IsValueCreated)
            _timer.Value.Dispose();
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "An exception on the timer's thread would end the process. Listeners report their own exceptions, and the next "
            + "poll tries again.")]
    private void Poll()
    {
        try
        {
            if (_watch.Poll())
                _signal.Fire();
        }
        catch (Exception)
        {
            // See the justification above.
        }
        finally
        {
            _timer.Value.Change(_interval, Timeout.InfiniteTimeSpan);
        }
    }
}
