namespace GatewayKit.Plugins.RateLimit;

/// <summary>The permits that a node has taken for a subject and not used yet. Use it inside its lock.</summary>
internal sealed class PermitBatch
{
    private CounterDecision _decision;
    private long _left;
    private long _until;
    private long _singlesUntil;
    private long _periodStart;
    private int _requests;
    private int _requestsBefore;

    /// <summary>The last request for more permits that is on its way; null if there is none.</summary>
    public PermitRefill? Refill { get; set; }

    /// <summary>Whether the store rejected a batch a moment ago, so that requests are counted one by one.</summary>
    public bool IsSingle(long now) => now < _singlesUntil;

    /// <summary>Whether nothing is lost with the batch.</summary>
    public bool IsIdle(long now) => Refill is null && now >= _until && now >= _singlesUntil;

    /// <summary>
    /// Records a request, and returns half the number of requests in this period or in the one before, whichever is larger. A batch of this
    /// size is used up in time, even if the next requests come a little later than those before.
    /// </summary>
    public int NextSize(long now, long period)
    {
        if (now - _periodStart >= period)
        {
            _requestsBefore = now - _periodStart < 2 * period ? _requests : 0;
            (_periodStart, _requests) = (now, 0);
        }

        return int.Max(++_requests, _requestsBefore) / 2;
    }

    public bool TryTake(long now, out CounterDecision decision)
    {
        decision = _decision;
        if (_left == 0 || now >= _until)
            return false;

        _left--;
        decision = _decision with { Remaining = _decision.Remaining + _left };
        return true;
    }

    /// <summary>Ends a refill: its free permits are for the next requests.</summary>
    public void End(PermitRefill refill, in CounterDecision decision, long now, long lifetime)
    {
        Close(refill);
        if (!decision.IsAllowed)
            _singlesUntil = now + lifetime;
        else if (refill.Free > 0)
            (_decision, _left, _until) = (decision, refill.Free + (now < _until ? _left : 0), now + lifetime);
    }

    /// <summary>Lets no further request wait for a refill.</summary>
    public void Close(PermitRefill refill)
    {
        if (Refill == refill)
            Refill = null;
    }
}
