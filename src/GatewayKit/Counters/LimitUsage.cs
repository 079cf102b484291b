namespace GatewayKit.Counters;

/// <summary>What one subject has used of one limit. What the numbers mean is the algorithm's; all zero means that nothing is used.</summary>
internal struct LimitUsage
{
    public long Since;
    public long First;
    public long Second;
}
