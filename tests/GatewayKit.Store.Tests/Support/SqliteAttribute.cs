using System.Reflection;
using Xunit.Sdk;

namespace GatewayKit.Store.Tests.Support;

/// <summary>The case of a theory that uses SQLite.</summary>
internal sealed class SqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[TestDatabase.Sqlite]];
}
