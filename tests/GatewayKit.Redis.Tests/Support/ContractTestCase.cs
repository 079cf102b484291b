using Xunit.Abstractions;
using Xunit.Sdk;

namespace GatewayKit.Redis.Tests.Support;

public sealed class ContractTestCase : XunitTestCase
{
    public ContractTestCase(
        IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(messages, display, options, method)
    {
    }

    [Obsolete("For the deserializer only.")]
    public ContractTestCase()
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute)
        => TestMethod.TestClass.Class.Name.EndsWith(nameof(Counters.RedisServerContractTests), StringComparison.Ordinal)
            && !RedisServer.IsInstalled
                ? RedisServerFactAttribute.Reason
                : base.GetSkipReason(factAttribute);
}
