namespace GatewayKit.Tests.Shared;

/// <summary>A test that needs PostgreSQL. Where it is missing, the test is skipped, and reports it; <c>.ci/run</c> installs it.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.IsInstalled ? null : PostgresServer.Reason;
}
