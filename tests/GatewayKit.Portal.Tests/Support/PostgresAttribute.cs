using System.Reflection;
using GatewayKit.Tests.Shared;
using Xunit.Sdk;

namespace GatewayKit.Portal.Tests.Support;

/// <summary>The case of a theory that uses PostgreSQL; skipped where it is missing.</summary>
internal sealed class PostgresAttribute : DataAttribute
{
    public PostgresAttribute() => Skip = PostgresServer.IsInstalled ? null : PostgresServer.Reason;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[TestStore.Postgres]];
}
