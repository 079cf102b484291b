using GatewayKit.Compilation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Pipeline;

/// <summary>The subrequests of an exchange.</summary>
internal sealed class ExchangeSubrequests(HttpContext http)
{
    private readonly HashSet<IRunningSubrequest> _running = [];
    private readonly SubrequestLineage _lineage = http.Features.Get<SubrequestLineage>() ?? new(0, new SubrequestCount());
    private KeyValuePair<string, StringValues>[]? _received;
    private GatewaySnapshot? _snapshot;
    private int _sent;

    /// <summary>To be held while the parent's request is read: plugins may send several subrequests from different threads.</summary>
    public Lock Lock { get; } = new();

    /// <summary>The number of subrequests that were sent.</summary>
    public int Sent => _sent;

    /// <summary>The headers of the request before the first hook; its current ones if they weren't kept.</summary>
    public IEnumerable<KeyValuePair<string, StringValues>> Received => _received ?? http.Request.Headers.AsEnumerable();

    /// <summary>Keeps the headers of the request: authentication plugins remove credentials.</summary>
    public void Keep()
    {
        var headers = http.Request.Headers;
        _received = new KeyValuePair<string, StringValues>[headers.Count];
        headers.CopyTo(_received, 0);
    }

    /// <summary>Returns the place of the next subrequest; null if the client's request can't have another one.</summary>
    public SubrequestLineage? Next()
    {
        _sent++;
        return _lineage.Next();
    }

    /// <returns>False if the exchange has ended.</returns>
    public bool TryAdd(IRunningSubrequest subrequest)
    {
        lock (Lock)
            return _snapshot is null && _running.Add(subrequest);
    }

    public void Remove(IRunningSubrequest subrequest)
    {
        GatewaySnapshot? left;
        lock (Lock)
            left = _running.Remove(subrequest) && _running.Count == 0 ? _snapshot : null;
        left?.Exit();
    }

    /// <summary>
    /// Aborts the subrequests that still run. The exchange exits its snapshot after them: they may use a body that belongs to a plugin of
    /// the exchange.
    /// </summary>
    public void End(GatewaySnapshot snapshot)
    {
        IRunningSubrequest[] running;
        lock (Lock)
        {
            _snapshot = snapshot;
            running = [.. _running];
        }

        if (running.Length == 0)
            snapshot.Exit();
        foreach (var subrequest in running)
            subrequest.Abort();
    }
}
