namespace GatewayKit.Counters;

/// <summary>The usage of one limit by one subject. The algorithm defines the meaning of the numbers;
/// all zero means that nothing is used.</summary>
internal struct LimitUsage
{
    public long Since;
    public long First;
    public long Second;
}
