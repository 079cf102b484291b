using System.Runtime.CompilerServices;

namespace GatewayKit.Pipeline;

// The requests that its plugins send through the gateway.
internal sealed partial class Exchange
{
    // Not a field of each exchange, because hardly any has some.
    private static readonly ConditionalWeakTable<Exchange, ExchangeSubrequests> s_subrequests = [];

    private bool _hasSubrequests;
    private bool _hasEnded;

    /// <summary>The subrequests; null if there are none.</summary>
    public ExchangeSubrequests? Subrequests => _hasSubrequests && s_subrequests.TryGetValue(this, out var found) ? found : null;

    /// <exception cref="InvalidOperationException">The exchange has ended, or no client sent it.</exception>
    public ExchangeSubrequests OpenSubrequests()
    {
        if (IsSimulated)
            throw new InvalidOperationException("No client sent this request, so it can't have subrequests.");
        if (_hasEnded)
            throw new InvalidOperationException("The exchange has ended; a subrequest is a part of it.");

        _hasSubrequests = true;
        return s_subrequests.GetOrAdd(this, static exchange => new ExchangeSubrequests(exchange.Http));
    }

    /// <summary>Keeps what subrequests need of the request before a hook changes it.</summary>
    private void KeepForSubrequests()
    {
        if (!IsSimulated)
            OpenSubrequests().Keep();
    }

    /// <summary>Exits the snapshot, if subrequests still run after them.</summary>
    public void ExitSnapshot()
    {
        _hasEnded = true;
        if (Subrequests is { } subrequests)
            subrequests.End(CompiledRoute.Snapshot);
        else
            CompiledRoute.Snapshot.Exit();
    }
}
