namespace GatewayKit.Tests.Shared;

/// <summary>A theory that needs <c>redis-server</c>. Where it is missing, the test is skipped, and says so.</summary>
internal sealed class RedisServerTheoryAttribute : TheoryAttribute
{
    public RedisServerTheoryAttribute() => Skip = RedisServer.IsInstalled ? null : RedisServerFactAttribute.Reason;
}
