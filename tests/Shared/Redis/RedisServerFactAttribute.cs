namespace GatewayKit.Tests.Shared;

/// <summary>A test that needs <c>redis-server</c>. Where it is missing, the test is skipped, and says so; <c>.ci/run</c> installs
/// it.</summary>
internal sealed class RedisServerFactAttribute : FactAttribute
{
    public const string Reason = "This machine doesn't have redis-server.";

    public RedisServerFactAttribute() => Skip = RedisServer.IsInstalled ? null : Reason;
}
