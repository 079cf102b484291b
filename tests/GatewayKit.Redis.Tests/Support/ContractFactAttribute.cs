using Xunit.Sdk;

namespace GatewayKit.Redis.Tests.Support;

/// <summary>A test of the contract, which each kind of store inherits. It is skipped for a store that the machine doesn't have.</summary>
[XunitTestCaseDiscoverer("GatewayKit.Redis.Tests.Support.ContractDiscoverer", "GatewayKit.Redis.Tests")]
internal sealed class ContractFactAttribute : FactAttribute;
